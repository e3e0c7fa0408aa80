"""What was sent, in the window: the card on the activity page and where its buttons lead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.gui.activity.activity_page import ActivityPage
from dpia_wizard.gui.frame.main_window import MainWindow
from dpia_wizard.gui.sendings.sending_page import SendingPage
from dpia_wizard.gui.sendings.sendings_card import SendingsCard
from dpia_wizard.gui.sendings.strike_out_dialog import StrikeOutDialog
from dpia_wizard.gui.widgets.buttons import primary_button
from dpia_wizard.gui.widgets.file_dialogs import save_dialog
from dpia_wizard.gui.worker_client import WorkerClient
from dpia_wizard.jobs.messages import WriteSendingRecord


class SendingsFlow(QObject):
    """Belongs to an activity's page and lives as long."""

    def __init__(self, page: ActivityPage, window: MainWindow, worker: WorkerClient) -> None:
        super().__init__(page)
        self._page = page
        self._case = page.case
        self._window = window
        self._worker = worker
        self.card = SendingsCard(page.case)
        page.below.addWidget(self.card)
        ready = primary_button("Record a sending…")
        ready.setObjectName("record_first_sending")
        self._ready = ready
        page.ready.add_action(ready)
        page.case.changed.connect(self._refresh)
        self._refresh()
        ready.clicked.connect(self.record)
        self.card.record_wanted.connect(self.record)
        self.card.strike_out_wanted.connect(self._on_strike_out)
        self.card.print_wanted.connect(self._on_print)

    def record(self) -> None:
        """Show the form."""
        form = SendingPage(self._case)
        form.closed.connect(self._come_back)
        form.recorded.connect(self._on_recorded)
        self._window.show_full(form)
        form.take_focus()

    def _refresh(self) -> None:
        case = self._case
        self._ready.setEnabled(not (case.is_read_only or case.activity.archived))

    def _come_back(self) -> None:
        self._window.back_to_shell()
        self._page.take_focus()

    def _on_recorded(self) -> None:
        self._come_back()
        self._page.message.show_notice("The sending is recorded.")

    def _on_strike_out(self, sending_id: str) -> None:
        entry = next(s for s in self._case.activity.sendings if s.id == sending_id)
        dialog = StrikeOutDialog(self._case, entry, self._page)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self.card.take_focus)
        dialog.open()

    def _on_print(self) -> None:
        dialog = save_dialog(
            self._page,
            "Save the sending record",
            name="sending_record_as",
            proposal=f"{self._case.activity.label}-sendings.pdf",
            filters="PDF (*.pdf)",
            suffix="pdf",
        )
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Have the sending record written there."""
        message = WriteSendingRecord(activity=self._case.activity.id, out=path)
        self._worker.send(message, self._on_saved, self._on_refused, owner=self)

    def _on_saved(self, facts: Mapping[str, Any]) -> None:
        self._page.message.show_notice(f"Saved as {Path(str(facts['out'])).name}.")

    def _on_refused(self, error: str, facts: Mapping[str, Any]) -> None:
        self._page.message.show_error(sentence_for(error, facts))
