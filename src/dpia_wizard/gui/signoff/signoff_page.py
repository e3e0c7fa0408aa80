"""Sign off: advice, completion and approval in order, with the record's pages beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dpia_wizard.app.discuss import note_advice
from dpia_wizard.app.sentences import sentence, sentence_for
from dpia_wizard.app.sign_off import give_back, settle, submit
from dpia_wizard.app.stale_words import stale_sentence, stale_words
from dpia_wizard.domain.assessment import Advice
from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.domain.signoff import OpenPoint, open_points
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.autosave import Autosave
from dpia_wizard.gui.result.result_page import result_banner, stack_now
from dpia_wizard.gui.signoff.record_preview import RecordPreview
from dpia_wizard.gui.signoff.signing_form import SigningForm
from dpia_wizard.gui.signoff.signoff_after import AfterCards
from dpia_wizard.gui.signoff.signoff_asks import completion, signature
from dpia_wizard.gui.signoff.signoff_before import HAND_TO_DPO, BeforeCards
from dpia_wizard.gui.signoff.signoff_done import done_cards
from dpia_wizard.gui.signoff.signoff_words import ENDED, UNSENT, just_done
from dpia_wizard.gui.signoff.unmarked_note import stack_unmarked
from dpia_wizard.gui.signoff.unsent_reasons import UnsentReasons
from dpia_wizard.gui.widgets.busy import Busy
from dpia_wizard.gui.widgets.labels import heading
from dpia_wizard.gui.widgets.messages import Banner, InlineMessage
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import CompleteAssessment, SignRecord

_SETTLE_MS = 500


class SignoffPage(QWidget):
    """Leads from a draft to its approval; each card is one person's part."""

    question_wanted = Signal(str)
    """The user wants to answer what is open; carries the question's id."""

    check_wanted = Signal(Path)
    """The user wants the kept file checked; carries where it lies."""

    moved_on = Signal()
    """The version moved on; whoever did that has done their part."""

    version_begun = Signal()
    """The next version is what the page is about now."""

    def __init__(self, session: AssessmentSession, worker: WorkerClient) -> None:
        super().__init__()
        self.setObjectName("signoff_page")
        self._session = session
        self._worker = worker
        self._shown: tuple[object, ...] = ()
        self._held_by: SigningForm | None = None
        self._advice_before: Advice | None = None
        self._entered = (0, 0)
        self._unsent = UnsentReasons()
        self._content: QWidget | None = None
        self.before: BeforeCards | None = None
        self.after: AfterCards | None = None
        self.message = InlineMessage()
        self._busy = Busy()
        self._page = ScrollPage(max_width=640, margin=36, spacing=14)
        self.preview = RecordPreview(session, worker)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._on_settle)
        self._autosave = Autosave(self._keep_forms, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._page, 3)
        row.addWidget(self.preview, 2)
        session.case.refused.connect(self.message.show_error)

    @property
    def columns(self) -> tuple[QWidget, ...]:
        """What stands side by side."""
        return (self._page, self.preview)

    def enter(self) -> None:
        """Show the present state, and render the record anew."""
        assessment = self._session.assessment
        self._advice_before = assessment.advice
        self._entered = (assessment.version, len(assessment.moves))
        self.message.clear()
        self._shown = ()
        self.refresh()
        if self._keep_forms():  # the defaults shown are the plan unless somebody changes them
            self.refresh()
        self.preview.show_record()

    def take_focus(self) -> bool:
        """Put the keyboard on this person's part; False if there is nothing to do."""
        part = self.before or self.after
        taken = part is not None and part.take_focus()
        goal = self.after.goal if self.after else None
        if goal is not None:
            self._page.start_at(goal)
        return taken

    def start_at_hand_over(self) -> None:
        """Put the keyboard on the way to the data protection officer, where there is one."""
        hand = self.before.findChild(QPushButton, HAND_TO_DPO) if self.before else None
        if hand is not None:
            hand.setFocus(Qt.FocusReason.OtherFocusReason)
            self._page.start_at(hand)

    @property
    def has_begun(self) -> bool:
        """Whether something was written that waits to be confirmed."""
        return self._unsent.first(self._content) is not None

    def ask_for_begun(self) -> None:
        """Lead to what waits to be confirmed, and say so."""
        row = self._unsent.first(self._content)
        if row is not None:
            row.ask(UNSENT)

    def refresh(self) -> None:
        """Show what holds now; what is being typed is left alone."""
        assessment = self._session.assessment
        is_read_only = self._session.case.is_read_only
        shape = (assessment.key, assessment.status, assessment.kept, is_read_only)
        if shape != self._shown:
            self._shown = shape
            self.message.clear()
            self._unsent.keep(self._content, assessment.key)
            self._rebuild()
        if self.before is not None:
            self.before.refresh()

    def leave(self) -> bool:
        """Keep what was typed and note new advice; False if it could not be saved."""
        if self._held_by is not None:
            return False
        self._settle.stop()
        self._autosave.cancel()
        session = self._session
        if self.before is None or session.case.is_read_only:
            return True
        problem = self.before.problem()
        if problem:
            self.message.show_error(problem)
            return False
        before = self._advice_before
        if not self._keep_forms() or not session.case.do(
            lambda desk, activity: note_advice(
                desk, activity, session.assessment, before=before
            )
        ):
            return False
        self._advice_before = session.assessment.advice
        return True

    def _rebuild(self) -> None:
        assessment = self._session.assessment
        content = QWidget()
        stack = QVBoxLayout(content)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(14)
        stack.addWidget(heading("Sign off"))
        stack.addWidget(result_banner(self._session.evaluation))
        stack_now(stack, self._session)
        stack_unmarked(stack, self._session)
        for widget in (self.message, self._busy):
            stack.addWidget(widget)
        self.before = self.after = None
        if not assessment.is_locked:
            self._add_before(stack)
        else:
            self._add_after(stack)
        self._replace(content)

    def _add_before(self, stack: QVBoxLayout) -> None:
        self.before = BeforeCards(self._session, self._worker)
        self.before.edited.connect(self._settle.start)
        self.before.edited.connect(self._autosave.touch)
        self.before.completion_wanted.connect(self._on_completion_wanted)
        self.before.hand_over_wanted.connect(self._on_hand_over_wanted)
        self.before.return_wanted.connect(self._on_return_wanted)
        self.before.question_wanted.connect(self.question_wanted)
        stack.addWidget(self.before)

    def _add_after(self, stack: QVBoxLayout) -> None:
        status = self._session.assessment.status
        if status in ENDED:
            stack.addWidget(Banner("muted", *ENDED[status]))
        case = self._session.case
        clauses = stale_words(case.desk, case.activity, self._session.assessment)
        if clauses:
            stack.addWidget(Banner("care", "This may be out of date", stale_sentence(clauses)))
        self.after = AfterCards(self._session, self._worker)
        for card in done_cards(self._session, self.after.confirmation):
            stack.addWidget(card)
        self.after.signature_wanted.connect(self._on_signature_wanted)
        self.after.moved.connect(self._on_moved)
        self.after.told.connect(self.message.show_notice)
        self.after.failed.connect(self.message.show_error)
        self.after.check_wanted.connect(self.check_wanted)
        stack.addWidget(self.after)

    def _replace(self, content: QWidget) -> None:
        for kept in (self.message, self._busy):
            kept.setParent(content)
        self._unsent.give_back(content)
        self._content = content
        self._page.show_content(content)

    def _keep_forms(self) -> bool:
        if self.before is None or self._session.case.is_read_only or self.before.problem():
            return True
        plan, advice = self.before.plan(), self.before.advice()
        return self._session.case.do(
            lambda desk, activity: settle(
                desk, activity, self._session.assessment, plan=plan, advice=advice
            )
        )

    def _on_settle(self) -> None:
        if self._keep_forms():
            self.preview.show_record()

    def _points(self) -> tuple[OpenPoint, ...]:
        session = self._session
        today = session.case.desk.today()
        return open_points(session.assessment, session.evaluation, on=today)

    def _on_completion_wanted(self) -> None:
        session = self._session
        if self.before is None or not self.leave():
            return
        self.before.refresh()
        if self._points():
            self.before.show_open_points()
            self.message.show_error("Some points are still open: see the list below.")
            return
        person = self.before.completer()
        if not person.name:
            self.message.show_error("Please give the name of the person who completes this.")
            return
        form = self.before.signing
        if not form.is_by_name and not form.is_ready():
            return
        self._ask(completion(session, person, form), form)

    def _on_signature_wanted(self, kind: SignatureKind) -> None:
        form = self.after.form(kind) if self.after else None
        if form is not None and form.identity() is not None:
            self._ask(signature(self._session, kind, form), form)

    def _ask(self, message: CompleteAssessment | SignRecord, form: SigningForm) -> None:
        """Hold the page while the worker has the activity; it takes about a second."""
        self.message.clear()
        self._hold(form)
        self._busy.start(
            "Making the record…"
            if isinstance(message, CompleteAssessment)
            else "Signing the record…"
        )
        self._worker.send(message, self._on_done, self._on_refused, owner=self)

    def _hold(self, form: SigningForm | None) -> None:
        self._held_by = form
        if self.before is not None:
            self.before.setEnabled(form is None)
        if self.after is not None:
            self.after.hold(held=form is not None)

    def _let_go(self) -> SigningForm | None:
        """The page may be used again; returns the form that was signed in."""
        form = self._held_by
        self._busy.stop()
        self._hold(None)
        return form

    def _on_done(self, facts: Mapping[str, Any]) -> None:
        form = self._let_go()
        if form is not None:
            form.remember()
        self._read_anew()
        self._on_moved()
        note = str(facts.get("note", ""))
        if note:
            self.message.show_notice(note)
            self._page.start_at(self.message)

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        form = self._let_go()
        before = self._shown
        self._read_anew()  # a worker that died may have been done all but the answer
        if self._shown != before:
            return
        if form is not None and facts.get("problem") == "wrong_passphrase":
            form.refuse("This is not the passphrase of this identity. Please try again.")
        elif form is not None and form.identity() is not None:
            form.tell(sentence_for(error, facts))
        else:
            self.message.show_error(sentence_for(error, facts))
            self._page.start_at(self.message)

    def _read_anew(self) -> None:
        try:
            self._session.case.reload()
        except DpiaError as error:
            self.message.show_error(sentence(error))

    def _on_hand_over_wanted(self) -> None:
        session = self._session
        if self.leave() and session.case.do(
            lambda desk, activity: submit(desk, activity, session.assessment)
        ):
            self._on_moved()

    def _on_return_wanted(self, reason: str) -> None:
        session = self._session
        if self.leave() and session.case.do(
            lambda desk, activity: give_back(desk, activity, session.assessment, reason=reason)
        ):
            self._on_moved()

    def _on_moved(self) -> None:
        """Start anew at the top; the next part may be somebody else's."""
        version, moves = self._entered
        self.enter()  # it may be a version of its own by now
        assessment = self._session.assessment
        if assessment.version != version:
            self.version_begun.emit()
            return
        self.moved_on.emit()
        self._page.start_at_top()
        if len(assessment.moves) > moves:
            owner = self._session.case.activity.details.owner.name
            self.message.show_notice(just_done(assessment, owner))
