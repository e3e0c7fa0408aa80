"""Which page follows which: opens activities and assessments in the window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sentences import sentence, sentence_for
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.start import edit_details, start_activity, start_assessment
from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.errors import DpiaError, NotFoundError
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.take_away import TakeAwayKind
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.activity.details_page import DetailsPage
from dpia_wizard.gui.activity.export_pdf import PdfExport
from dpia_wizard.gui.activity.handing_over import HandOverDialog
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.case_session import CaseSession
from dpia_wizard.gui.frame.main_window import ACTIVITIES, MainWindow
from dpia_wizard.gui.history.compare_page import ComparePage
from dpia_wizard.gui.history.history_page import HistoryPage
from dpia_wizard.gui.record_opening import RecordOpening
from dpia_wizard.gui.sendings_flow import SendingsFlow
from dpia_wizard.gui.take_away.take_away_card import TakeAwayCard
from dpia_wizard.gui.take_away.take_away_page import TakeAwayPage
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import OpenExample


class CaseFlow(QObject):
    """Holds the one activity that is open and leads between its pages."""

    told = Signal(str)
    """Something worth a line on the register."""

    failed = Signal(str)
    """Something could not be done; carries the sentence."""

    settled = Signal()
    """What was told is over."""

    register_changed = Signal()
    """The register has other rows than before."""

    def __init__(self, desk: Desk, window: MainWindow, worker: WorkerClient) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._worker = worker
        self._case: CaseSession | None = None
        self._session: AssessmentSession | None = None
        self._unfinished: Details | None = None
        self._opening = RecordOpening(desk, window, worker)
        self._opening.told.connect(self.told)
        self._opening.settled.connect(self.settled)
        self._opening.failed.connect(self._on_not_opened)
        self._opening.opened.connect(self._on_record_opened)
        window.page_closed.connect(self._on_page_closed)

    def begin(self) -> None:
        """Ask what the activity is."""
        settings = self._desk.settings
        page = DetailsPage(
            today=self._desk.today(),
            title="New activity",
            lead="Describe what you want to do. You can change it later.",
            accept="Create and start the screening",
            ask_organisation=not settings.organisation,
        )
        if not self._window.go_to(ACTIVITIES):
            return
        page.accepted.connect(self._on_new_accepted)
        page.cancelled.connect(lambda: self._window.go_to(ACTIVITIES))
        self._window.show_page(page)
        owner = Person(name=settings.name, role=settings.role)
        fresh = Details(title="", owner=owner, sector=settings.sector)
        page.start(fresh, written=self._unfinished)
        self._unfinished = None

    def open_activity(self, activity_id: str) -> None:
        """Show an activity's page."""
        if self._case is not None and not self._window.go_to(ACTIVITIES):
            return
        try:
            case = CaseSession(self._desk, activity_id, self)
        except DpiaError as error:
            self.failed.emit(sentence(error))
            return
        self._case = case
        case.saved.connect(self._window.show_saved)
        self._show_activity()

    def open_example(self, name: str) -> None:
        """Put an example into the register and open it."""
        if not self._window.go_to(ACTIVITIES):
            return
        self.told.emit("Preparing the example: its records are being made…")
        self._worker.send(
            OpenExample(name=name), self._on_brought, self._on_refused, owner=self
        )

    def open_record(self, path: str) -> None:
        """Bring a PDF into the register and open its activity."""
        self._opening.open(path)

    def open_assessment(self, set_id: str, version: int = 0) -> None:
        """Show the wizard of a set, where the work goes on."""
        case = self._case
        if case is None:
            return
        session = AssessmentSession(case, set_id, version)
        try:
            wizard = WizardPage(session, self._worker)
        except NotFoundError as error:  # its questions are lost
            session.close()
            case.refused.emit(sentence(error))
            return
        wizard.closed.connect(self._on_wizard_closed)
        wizard.check_wanted.connect(self._window.record_check_requested)
        session.save_failed.connect(self._window.show_save_failed)
        self._session = session
        self._window.show_full(wizard)
        wizard.go_on()

    def close(self) -> None:
        """Let go of what is open."""
        self._end_session()
        if self._case is not None:
            self._case.close()
            self._case = None

    def _show_activity(self) -> None:
        if self._case is None:
            return
        page = ActivityPage(self._case)
        page.back_wanted.connect(lambda: self._window.go_to(ACTIVITIES))
        page.edit_wanted.connect(self._on_edit_wanted)
        page.start_wanted.connect(self._on_start_wanted)
        page.open_wanted.connect(self.open_assessment)
        export = PdfExport(self._case, self._worker, page)
        page.export_wanted.connect(export.ask)
        export.told.connect(page.message.show_notice)
        export.failed.connect(page.message.show_error)
        page.hand_over_wanted.connect(lambda: self._on_hand_over_wanted(page))
        page.history_wanted.connect(self._on_history_wanted)
        page.compare_wanted.connect(self._on_compare_wanted)
        take_away = TakeAwayCard()
        take_away.wanted.connect(self._on_take_away_wanted)
        page.below.addWidget(take_away)
        page.ready.add_action(take_away.check_first())
        SendingsFlow(page, self._window, self._worker)
        self._window.show_page(page)
        page.take_focus()

    def _on_new_accepted(self, details: Details) -> None:
        page = self._window.page
        organisation = page.organisation.text() if isinstance(page, DetailsPage) else ""
        self._remember(details.owner, details.sector, organisation.strip())
        try:
            activity = start_activity(self._desk, details)
        except DpiaError as error:
            if isinstance(page, DetailsPage):
                page.message.show_error(sentence(error))
            return
        if isinstance(page, DetailsPage):
            page.settle()
        self.register_changed.emit()
        self.open_activity(activity.id)
        sets = self._desk.sets.current()
        if sets:
            self._on_start_wanted(sets[0].id)

    def _remember(self, owner: Person, sector: str, organisation: str) -> None:
        """Take over who the user is, and for whom, from the first activity they describe."""
        settings = self._desk.settings
        told = settings
        if not settings.name and owner.name:
            told = replace(told, name=owner.name, role=owner.role, sector=sector)
        if organisation:
            told = replace(told, organisation=organisation)
        if told == settings:
            return
        try:
            save_settings(self._desk, told)
        except DpiaError as error:
            self.failed.emit(sentence(error))
        self._window.sidebar.say_organisation(told.organisation)

    def _on_start_wanted(self, set_id: str) -> None:
        case = self._case
        if case is not None and case.do(
            lambda desk, activity: start_assessment(desk, activity, set_id)
        ):
            self.open_assessment(set_id)

    def _on_edit_wanted(self) -> None:
        case = self._case
        if case is None:
            return
        page = DetailsPage(
            today=self._desk.today(),
            title="Edit details",
            lead="Told once, used in every assessment.",
            accept="Keep",
            keeps_on_leaving=True,
        )
        page.accepted.connect(lambda _details: self._on_edited(page))
        case.refused.connect(page.message.show_error)
        page.cancelled.connect(self._window.back_to_shell)
        self._window.show_full(page)
        page.start(case.activity.details)

    def _on_history_wanted(self) -> None:
        if self._case is not None:
            self._read(HistoryPage(self._case))

    def _on_compare_wanted(self, set_id: str, version: int) -> None:
        """Hold a version beside the latest one."""
        case = self._case
        latest = case.assessment(set_id) if case is not None else None
        if case is None or latest is None:
            return
        try:
            self._read(ComparePage(case, set_id, version, latest.version))
        except NotFoundError as error:  # the questions of one of them are lost
            case.refused.emit(sentence(error))

    def _on_take_away_wanted(self, kind: str) -> None:
        if self._case is not None:
            page = TakeAwayPage(self._case, self._worker, TakeAwayKind(kind))
            page.place_wanted.connect(self._on_place_wanted)
            self._read(page)

    def _on_place_wanted(self, place: str) -> None:
        """Lead to where something is filled in."""
        self._window.back_to_shell()
        if place == "profile":
            self._window.profile_requested.emit()
        elif place == "details":
            self._on_edit_wanted()
        elif self._case is not None and self._case.assessment(place) is None:
            self._on_start_wanted(place)
        else:
            self.open_assessment(place)

    def _read(self, page: HistoryPage | ComparePage | TakeAwayPage) -> None:
        """Show a page that only tells something, and come back from it."""
        page.closed.connect(self._on_wizard_closed)
        self._window.show_full(page)
        page.take_focus()

    def _on_edited(self, page: DetailsPage) -> None:
        case = self._case
        if case is not None and case.do(
            lambda desk, activity: edit_details(
                desk, activity, page.form.applied_to(activity.details)
            )
        ):
            page.settle()
            self._window.back_to_shell()

    def _on_wizard_closed(self) -> None:
        self._window.back_to_shell()
        page = self._window.page
        if isinstance(page, ActivityPage):
            page.take_focus()

    def _on_page_closed(self, page: QWidget) -> None:
        if isinstance(page, WizardPage):
            self._end_session()
        elif isinstance(page, DetailsPage) and page.is_unfinished:
            self._unfinished = page.form.details()
        elif isinstance(page, ActivityPage) and self._case is page.case:
            self._end_session()
            page.case.close()
            page.case.deleteLater()
            self._case = None
            self.register_changed.emit()

    def _end_session(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def _on_hand_over_wanted(self, page: ActivityPage) -> None:
        dialog = HandOverDialog(page.case, self._worker, page)
        dialog.handed_over.connect(page.message.show_notice)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_record_opened(self, activity_id: str, words: str) -> None:
        self._on_brought({"activity": activity_id})
        page = self._window.page
        if isinstance(page, ActivityPage):
            page.message.show_notice(words)

    def _on_not_opened(self, words: str) -> None:
        self.settled.emit()
        self.failed.emit(words)

    def _on_brought(self, facts: Mapping[str, Any]) -> None:
        self.settled.emit()
        self._desk.register.refresh_some(budget_ms=50)
        self.register_changed.emit()
        self.open_activity(str(facts["activity"]))

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self.settled.emit()
        self.failed.emit(sentence_for(error, facts))
