"""What every light verb works with: the data folder, its register, the settings, the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.case import evaluation_of
from dpia_wizard.domain.law import Law
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.domain.settings import Settings
from dpia_wizard.store.register import Register
from dpia_wizard.store.workspace import Workspace, open_workspace


def utc_now() -> datetime:
    """The present moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Desk:
    """Collaborators of the light verbs.

    `settings` and `profile` are replaced when the user changes them.
    """

    def __init__(
        self, workspace: Workspace, *, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.workspace = workspace
        self.store = workspace.store
        self.claims = workspace.claims
        self.sets = workspace.sets
        self.records = workspace.records
        self.identities = workspace.identities
        self.settings: Settings = workspace.settings()
        self.profile: Profile = workspace.profile()
        self.clock = clock
        self._register: Register | None = None
        self._register_law = ""

    @property
    def register(self) -> Register:
        """The register, opened when first asked for, and anew on the day a law begins."""
        law = self.law.on(self.today()).id
        if law != self._register_law:
            self.close()
        self._register_law = law
        if self._register is None:
            self._register = self.workspace.register()
        return self._register

    @property
    def law(self) -> Law:
        """The law and its dates."""
        return self.sets.law

    @property
    def me(self) -> Person:
        """The user, as claimed in the settings."""
        return self.settings.me

    def now(self) -> datetime:
        """The present moment by the user's clock: its day is the user's day."""
        return self.clock().astimezone()

    def today(self) -> date:
        """Today where the user is."""
        return self.now().date()

    def questionnaire(self, assessment: Assessment) -> Questionnaire:
        """The questions of an assessment as they were asked."""
        return self.sets.say(assessment)

    def evaluate(self, activity: Activity, assessment: Assessment) -> Evaluation:
        """What an assessment comes to."""
        return evaluation_of(activity, assessment, self.sets.say, today=self.today())

    def save(self, activity: Activity) -> Activity:
        """Save an activity and tell the register; raises `StaleError` or `CannotWriteError`."""
        saved = self.store.save(activity)
        if self._register is not None:
            self._register.put(saved)
        return saved

    def close(self) -> None:
        """Let go of the register's file."""
        if self._register is not None:
            self._register.close()
            self._register = None


def open_desk(folder: Path, *, clock: Callable[[], datetime] = utc_now) -> Desk:
    """Open a data folder for work; raises `CannotWriteError`."""
    return Desk(open_workspace(folder), clock=clock)
