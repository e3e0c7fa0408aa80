"""The shipped example activities: their names, and what each of them is about."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
