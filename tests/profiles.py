"""An organisation profile to test with, and changes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dpia_wizard.domain.profile import Company, Profile

PROFILE = Profile(
    controller="Example Housing Association Limited",
    registration="Z0000001",
    companies=(
        Company(name="Example Homes Limited", registration="Z0000002"),
        Company(name="Example Care Limited", trading_as="Example Living"),
    ),
    dpo_contact="Data protection officer\nTelephone 0303 000 0000",
    data_kinds=("contact", "age"),
    special_kinds=("none",),
    recipient_kinds=("mailing_house", "advisers"),
    retention="Six years after the tenancy.",
    notice_place="example.org/privacy",
    notice_date=date(2026, 5, 3),
    notice_purposes=("service", "fundraising"),
    notice_recipients=("mailing_house",),
)
UNCOVERED = replace(PROFILE, notice_purposes=("service",))
"""The same with a privacy notice that says nothing of fundraising."""
