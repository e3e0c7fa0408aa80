"""Which box a check speaks from."""

from __future__ import annotations

from dpia_wizard.domain.questionnaire import Check, Severity
from dpia_wizard.gui.widgets.messages import Banner, BannerTone

_TONES: dict[Severity, BannerTone] = {
    Severity.NOTE: "note",
    Severity.WARNING: "care",
    Severity.BLOCKS_SIGN_OFF: "stop",
}


def check_banner(check: Check) -> Banner:
    """What the program points out, with its source."""
    banner = Banner(_TONES[check.severity], check.text, check.cite)
    banner.set_quiet()
    return banner
