"""What a session says."""

from __future__ import annotations

from dpia_wizard.gui.assessment_session import AssessmentSession


def sentences(session: AssessmentSession) -> list[str]:
    """What will be said about saving from now on."""
    said: list[str] = []
    session.save_failed.connect(said.append)
    session.case.refused.connect(said.append)
    return said
