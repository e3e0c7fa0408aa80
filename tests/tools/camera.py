"""The window on a data folder of its own, and where pictures of it go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.gui.app import open_data
from dpia_wizard.gui.case_flow import CaseFlow
from dpia_wizard.gui.frame.main_window import MainWindow
from dpia_wizard.gui.frame.window_state import WindowState
from dpia_wizard.gui.signoff.pdf_pages import PdfPages
from dpia_wizard.gui.signoff.pdf_preview import PdfPreview
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.worker_client import WorkerClient

_WIDTH, _HEIGHT = 1280, 800
_LONGEST_MS = 60_000


class Camera:
    """A window on a data folder of its own, and where its pictures go."""

    def __init__(self, data: Path, out: Path, wanted: Sequence[str]) -> None:
        self._out = out
        self._wanted = tuple(wanted)
        app = QApplication.instance() or QApplication([])
        if not isinstance(app, QApplication):
            raise SystemExit("There is no application to take pictures of.")
        app.setCursorFlashTime(0)
        self.theme = ThemeManager(app)
        self.theme.set_choice("light")
        self.theme.apply(app)
        self.window = MainWindow(WindowState(data / "window.ini"))
        self.window.resize(_WIDTH, _HEIGHT)
        self.window.show()
        program = open_data(self.window, self.theme, data)
        if program is None:
            raise SystemExit("The data folder cannot be opened.")
        program.finish()
        self.program = program
        self.worker = WorkerClient(data, self.window)
        self.desk: Desk = program.desk
        self.wait_for(lambda: self.window.findChild(CaseFlow) is not None)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """One screen in both themes."""
        if self._wanted and not name.startswith(self._wanted):
            return
        for choice in ("light", "dark"):
            self.theme.set_choice(choice)
            self.settle()
            path = self._out / f"{name}-{choice}.png"
            (widget or self.window).grab().save(str(path))
        self.theme.set_choice("light")

    def settle(self) -> None:
        """Let the window lay itself out."""
        for _ in range(20):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def wait_for(self, what: Callable[[], bool]) -> None:
        """Go on once something holds."""
        deadline = QDeadlineTimer(_LONGEST_MS)
        while not what():
            if deadline.hasExpired():
                raise SystemExit("A screen did not come up.")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
        self.settle()

    def wait_for_pages(self) -> None:
        """Go on once the record beside the form is there."""
        preview = self.wizard().findChild(PdfPreview)
        if preview is not None:
            self.wait_for(lambda: preview.is_drawn)

    def show_signatures(self) -> None:
        """Go on once the record is there, at the page with its signatures."""
        self.wait_for_pages()
        pages = self.wizard().findChild(PdfPages)
        preview = self.wizard().findChild(PdfPreview)
        if pages is None or preview is None:
            return
        for page in range(pages.page_count):
            pages.go_to(page)
            self.wait_for_pages()
            if "approved by" in pages.text_of_page():
                return

    def wizard(self) -> WizardPage:
        """The wizard that fills the window."""
        page = self.window.page
        if not isinstance(page, WizardPage):
            raise SystemExit("The wizard is not open.")
        return page
