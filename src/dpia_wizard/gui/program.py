"""The program once its data is open: pages made, and each wish of the user led somewhere."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sentences import sentence
from dpia_wizard.app.settings import save_settings
from dpia_wizard.domain.errors import CannotWriteError
from dpia_wizard.gui.frame.about_dialog import AboutDialog
from dpia_wizard.gui.frame.guidance_dialog import GuidanceDialog
from dpia_wizard.gui.frame.main_window import (
    ACTIVITIES,
    CHECK,
    LAW,
    PROFILE,
    QUESTION_SETS,
    REVIEWS,
    SETTINGS,
    MainWindow,
)
from dpia_wizard.gui.register.register_feed import RegisterFeed
from dpia_wizard.gui.register.register_page import RegisterPage
from dpia_wizard.gui.register.register_words import Figures
from dpia_wizard.gui.theme.manager import ThemeManager
from dpia_wizard.gui.worker_client import WorkerClient

if TYPE_CHECKING:  # these pages are made once the register is seen
    from dpia_wizard.gui.checking.verify_page import VerifyPage
    from dpia_wizard.gui.register.reviews_page import ReviewsPage
    from dpia_wizard.gui.settings.law_page import LawPage
    from dpia_wizard.gui.settings.profile_page import ProfilePage
    from dpia_wizard.gui.settings.question_sets_page import QuestionSetsPage
    from dpia_wizard.gui.settings.settings_page import SettingsPage

_SEEN_MS = 40  # after the register is painted
_LATER: Final = {
    "reviews": REVIEWS,
    "settings": SETTINGS,
    "verify": CHECK,
    "question_sets": QUESTION_SETS,
    "law": LAW,
}


class ActivityOpener(Protocol):
    """Opens what the register only lists; shows its pages in the window by itself."""

    def begin(self) -> None:
        """Begin a new activity."""

    def open_activity(self, activity_id: str) -> None:
        """Open an activity."""

    def open_example(self, name: str) -> None:
        """Put an example into the register and open it."""

    def open_record(self, path: str) -> None:
        """Bring a record's file into the register and open it."""


class Program(QObject):
    """Holds the pages of the sidebar and connects window, pages and theme."""

    def __init__(
        self, window: MainWindow, theme: ThemeManager, desk: Desk, worker: WorkerClient
    ) -> None:
        super().__init__(window)
        self.window = window
        self.desk = desk
        self._theme = theme
        self._worker = worker
        self._made: set[str] = set()
        self._profile_changed = False
        self.feed = RegisterFeed(desk, self)
        self.register = RegisterPage(desk, self.feed)
        self._connect()
        window.add_place(ACTIVITIES, self.register)
        self._on_settings_changed()
        window.sidebar.say_saved("All changes are saved")

    def start(self) -> None:
        """Show the register's rows and put the keyboard there; the other pages come after."""
        self.feed.load()
        self.register.take_focus()
        QTimer.singleShot(_SEEN_MS, self, self.complete)

    def complete(self) -> None:
        """Make the next of the other pages, and go on once the window has drawn breath."""
        for name in _LATER:
            if name not in self._made:
                self._make(name)
                QTimer.singleShot(0, self, self.complete)
                return

    def finish(self) -> None:
        """Make all the other pages now."""
        for name in _LATER:
            self._make(name)

    def _make(self, name: str) -> None:
        if name not in self._made:
            self._made.add(name)
            self.window.add_place(_LATER[name], getattr(self, name))

    @cached_property
    def reviews(self) -> ReviewsPage:
        """What is to be looked at again, and when."""
        from dpia_wizard.gui.register.reviews_page import ReviewsPage

        page = ReviewsPage(self.desk, self.feed)
        page.activity_opened.connect(self.window.activity_opened)
        return page

    @cached_property
    def verify(self) -> VerifyPage:
        """Checks records."""
        from dpia_wizard.gui.checking.verify_page import VerifyPage

        return VerifyPage(self._worker)

    @cached_property
    def question_sets(self) -> QuestionSetsPage:
        """The questions that are asked here."""
        from dpia_wizard.gui.settings.question_sets_page import QuestionSetsPage

        return QuestionSetsPage(self.desk)

    @cached_property
    def law(self) -> LawPage:
        """What the law leaves open, and what the house has chosen."""
        from dpia_wizard.gui.settings.law_page import LawPage

        page = LawPage(self.desk)
        page.changed.connect(self.feed.load)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        """Who one is, for whom one works, whom one trusts."""
        from dpia_wizard.gui.settings.settings_page import SettingsPage

        page = SettingsPage(self.desk, self._worker)
        page.changed.connect(self._on_settings_changed)
        page.profile.opened.connect(self._on_profile_opened)
        page.house_rules_wanted.connect(lambda: self.window.go_to(LAW))
        return page

    @cached_property
    def profile(self) -> ProfilePage:
        """What the organisation says of itself; made when it is first asked for."""
        from dpia_wizard.gui.settings.profile_page import ProfilePage

        page = ProfilePage(self.desk)
        page.changed.connect(self._on_profile_changed)
        page.back_wanted.connect(lambda: self.window.go_to(SETTINGS))
        return page

    def use(self, opener: ActivityOpener) -> None:
        """Lead the user's wishes to what opens activities."""
        window = self.window
        window.new_activity_requested.connect(opener.begin)
        window.activity_opened.connect(opener.open_activity)
        window.example_requested.connect(opener.open_example)
        window.record_open_requested.connect(opener.open_record)

    def _connect(self) -> None:
        window = self.window
        self.register.activity_opened.connect(window.activity_opened)
        self.register.new_activity_requested.connect(window.new_activity_requested)
        self.register.example_requested.connect(window.example_requested)
        self.register.record_open_requested.connect(window.choose_record)
        self.register.counted.connect(self._on_counted)
        self.register.changes.list_wanted.connect(lambda: window.go_to(REVIEWS))
        window.place_shown.connect(self._on_place_shown)
        window.profile_requested.connect(self._on_profile_opened)
        window.record_check_requested.connect(self._on_check_requested)
        window.theme_chosen.connect(self._on_theme_chosen)
        window.guidance_requested.connect(self._on_guidance_requested)
        window.about_requested.connect(self._on_about_requested)
        window.backup_requested.connect(self._on_backup_requested)
        window.register_export_requested.connect(self._on_export_requested)
        window.closing.connect(self._on_closing)

    def _on_counted(self, counted: Figures) -> None:
        self.window.sidebar.count(ACTIVITIES, counted.need_me)
        self.window.sidebar.count(REVIEWS, counted.due)

    def _on_place_shown(self, place: str) -> None:
        if place == QUESTION_SETS:
            self.question_sets.refresh()
        elif place == LAW:
            self.law.refresh()
        elif place == SETTINGS:
            self.settings.refresh()
            self.settings.refresh_people()
        elif place == PROFILE:
            self.profile.refresh()
            self.profile.take_focus()
        elif place == CHECK:
            self.verify.take_focus()
        elif place == ACTIVITIES:
            if self._profile_changed:
                self._profile_changed = False
                self.feed.load()
            self.register.take_focus()

    def _on_check_requested(self, path: Path) -> None:
        if self.window.go_to(CHECK):
            self.verify.check([path])

    def _on_settings_changed(self) -> None:
        settings = self.desk.settings
        self.window.sidebar.say_organisation(settings.organisation)
        self.window.menus.mark_theme(settings.theme)
        self._theme.set_choice(settings.theme)
        if self.feed.rows:
            self.register.refresh()

    def _on_profile_opened(self) -> None:
        if PROFILE not in self._made:
            self._made.add(PROFILE)
            self.window.add_place(PROFILE, self.profile)
        self.window.go_to(PROFILE)

    def _on_profile_changed(self) -> None:
        self._profile_changed = True
        self.settings.refresh()

    def _on_theme_chosen(self, choice: str) -> None:
        try:
            save_settings(self.desk, replace(self.desk.settings, theme=choice))
        except CannotWriteError as error:
            self.window.show_save_failed(sentence(error))
            self._theme.set_choice(choice)
            return
        self.settings.refresh()
        self._on_settings_changed()

    def _on_guidance_requested(self) -> None:
        GuidanceDialog(self.window).open()

    def _on_about_requested(self) -> None:
        AboutDialog(self.desk.workspace.folder, self.window).open()

    def _on_backup_requested(self) -> None:
        from dpia_wizard.gui.frame.back_up_dialog import BackUpDialog

        BackUpDialog(self._worker, today=self.desk.today(), parent=self.window).open()

    def _on_export_requested(self) -> None:
        from dpia_wizard.gui.register.register_export import RegisterExport

        if self.window.go_to(ACTIVITIES):
            RegisterExport(self.register, self._worker).ask(self.desk.today())

    def _on_closing(self) -> None:
        self.feed.watch(on=False)
        self.desk.close()
