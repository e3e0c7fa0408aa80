"""One open activity: the object that changes, holds the claim on it and says what happened."""

from __future__ import annotations

import platform
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.readiness import readiness_of
from dpia_wizard.app.sentences import sentence
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment, Status
from dpia_wizard.domain.case import live_evaluation_of
from dpia_wizard.domain.errors import CannotWriteError, DpiaError, InUseError, StaleError
from dpia_wizard.domain.gates import Readiness
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rules import Evaluation
from dpia_wizard.store.claims import Claim


class CaseSession(QObject):
    """Holds an activity while it is open in this window.

    Views read `activity` and call `do` with a light verb; they keep no copy.
    """

    changed = Signal()
    """The activity became another value."""

    saved = Signal(object)
    """Everything is on disk; carries the time (datetime, UTC)."""

    refused = Signal(str)
    """A verb was refused, or saving failed; carries the sentence."""

    caught_up = Signal()
    """The file was changed elsewhere; it was read anew before the last verb was done."""

    def __init__(self, desk: Desk, activity_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.notice = ""
        self._claim: Claim | None = None
        self._take_claim(activity_id)
        try:
            self.activity: Activity = desk.store.load(activity_id)
        except DpiaError:
            self.close()
            self.deleteLater()
            raise

    @property
    def is_read_only(self) -> bool:
        """Whether somebody else has the activity open, or it cannot be written."""
        return self._claim is None

    def assessment(self, set_id: str) -> Assessment | None:
        """The latest version of a set's assessment."""
        return self.activity.current(set_id)

    def questionnaire(self, assessment: Assessment) -> Questionnaire:
        """Its questions as they were asked."""
        return self.desk.questionnaire(assessment)

    def evaluate(self, assessment: Assessment) -> Evaluation:
        """What it comes to."""
        return self.desk.evaluate(self.activity, assessment)

    def evaluate_now(self, assessment: Assessment) -> Evaluation:
        """What it comes to as things are now; once it is signed off, others may still move."""
        if assessment.status is not Status.SIGNED_OFF:
            return self.evaluate(assessment)
        sets = self.desk.sets
        return live_evaluation_of(self.activity, assessment, sets.say, today=self.desk.today())

    def readiness(self) -> Readiness:
        """What stands between the activity and its sending."""
        return readiness_of(self.desk, self.activity)

    def do(self, verb: Callable[[Desk, Activity], Activity]) -> bool:
        """Carry out a light verb and take over its result; False if it was refused."""
        if self.is_read_only:
            self.refused.emit(self.notice)
            return False
        try:
            self.attempt(verb)
        except DpiaError as error:
            self.refused.emit(sentence(error))
            return False
        return True

    def attempt(self, verb: Callable[[Desk, Activity], Activity]) -> None:
        """Carry out a light verb, on top of what somebody else has saved meanwhile.

        The verb may be called twice, so it must look anew at what it works on. Raises what
        the verb does.
        """
        try:
            self._take(verb(self.desk, self.activity))
        except StaleError:
            self._read_anew()
            self._take(verb(self.desk, self.activity))
            self.caught_up.emit()

    def reload(self) -> None:
        """Read the activity again, after the worker has changed it."""
        self._read_anew()
        self.saved.emit(self.desk.now())

    def close(self) -> None:
        """Let others edit."""
        if self._claim is not None:
            self._claim.release()
            self._claim = None

    def _take(self, activity: Activity) -> None:
        if activity != self.activity:
            self.activity = activity
            self.saved.emit(self.desk.now())
            self.changed.emit()

    def _read_anew(self) -> None:
        self.activity = self.desk.store.load(self.activity.id)
        self.desk.register.put(self.activity)
        self.changed.emit()

    def _take_claim(self, activity_id: str) -> None:
        desk = self.desk
        try:
            who = desk.settings.name or "somebody"
            holder = f"{who} on the computer {platform.node()}"
            self._claim = desk.claims.claim(activity_id, holder=holder, at=desk.now())
        except (InUseError, CannotWriteError) as error:
            self.notice = sentence(error)
