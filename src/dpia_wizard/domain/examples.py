"""The shipped example activities: their names, and what each of them is about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.history import EventKind

EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "tenant_newsletter": "Housing: newsletter by email and post",
        "charity_appeal": "Charity: appeal by email and post",
        "canvass_calls": "Campaign: canvass calls before an election",
        "council_message": "Council: message that is not marketing",
    }
)
"""Each example's name, with a line for menus; the first is shown where none is asked for."""

FIRST_EXAMPLE = next(iter(EXAMPLES))

EXAMPLE_NOTE = "An example that comes with the program."
"""Stands in an example's history, where it was created."""


def is_example(activity: Activity) -> bool:
    """Whether an activity is one of the examples, whatever was done to it since."""
    return any(
        event.kind is EventKind.CREATED
        and event.detail is not None
        and event.detail.note == EXAMPLE_NOTE
        for event in activity.history
    )
