"""What the sign-off page says of a version: how it ended, and what has just been done."""

from __future__ import annotations

from collections.abc import Mapping

from dpia_wizard.domain.assessment import Assessment, MoveKind, Status

ENDED: Mapping[Status, tuple[str, str]] = {
    Status.SUPERSEDED: ("Superseded", "A newer version has been approved. This one is kept."),
    Status.WITHDRAWN: ("Withdrawn", "This assessment was withdrawn. It is kept as it was."),
    Status.DECLINED: (
        "Declined",
        "This version was declined. It is kept; work goes on in the next version.",
    ),
}
"""The title and the text for a version that came to nothing."""

UNSENT = "What you wrote here has not been confirmed yet. Confirm it, or cancel it."


def just_done(assessment: Assessment, owner: str) -> str:
    """What the last move did and who is next, for whoever made it."""
    approver = assessment.plan.approver
    match assessment.moves[-1].kind if assessment.moves else None:
        case MoveKind.SUBMITTED:
            return "Handed to the data protection officer."
        case MoveKind.RETURNED:
            return f"Returned to {owner or 'its owner'} with your comment."
        case MoveKind.COMPLETED:
            return f"Completed. It now waits for {approver or 'its approver'}."
        case MoveKind.APPROVED:
            return "Approved. The record is locked and kept."
        case MoveKind.WITHDRAWN:
            return "Withdrawn."
        case _:
            return ""
