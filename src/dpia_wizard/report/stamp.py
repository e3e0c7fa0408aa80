"""What a signature looks like on the page: a small page of its own, in the record's type."""

from __future__ import annotations

from datetime import datetime

from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.identity import Certificate
from dpia_wizard.report import words
from dpia_wizard.report.template import template
from dpia_wizard.report.typeset import typeset_piece

_STYLE = "record/stamp.css"


def render_stamp(
    kind: SignatureKind,
    certificate: Certificate,
    at: datetime,
    *,
    remarks: tuple[str, ...] = (),
    size: tuple[float, float],
) -> bytes:
    """A PDF of one page of that size in points; raises `RenderError`.

    It says who signed and when, which certificate speaks for it, and what has to be said
    openly: that no time stamp could be had, or that one person signed twice.
    """
    page = template("stamp.html").render(
        done=words.SIGNED[kind].format(at=words.moment(at)),
        signer=str(certificate.person),
        certificate=words.CERTIFICATE.format(
            issuer=certificate.issuer or words.OWN_CERTIFICATE,
            fingerprint=certificate.fingerprint[:16],
        ),
        remarks=[words.STAMP_REMARKS[remark] for remark in remarks],
    )
    return typeset_piece(page, style=_STYLE, size=size)
