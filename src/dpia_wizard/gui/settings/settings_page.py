"""The settings: who one is and for whom one works; kept as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.sentences import sentence
from dpia_wizard.app.settings import save_settings
from dpia_wizard.domain.errors import CannotWriteError
from dpia_wizard.gui.frame.menus import THEMES
from dpia_wizard.gui.identities.identities_card import IdentitiesCard
from dpia_wizard.gui.identities.trust_card import TrustCard
from dpia_wizard.gui.settings.profile_card import ProfileCard
from dpia_wizard.gui.settings.signing_card import SigningCard
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.choices import CheckBox, ComboBox
from dpia_wizard.gui.widgets.file_dialogs import open_folder
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import Label, body, page_head, small, subheading
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.scroll_page import ScrollPage
from dpia_wizard.gui.worker_client import WorkerClient

ROLES = ("Campaign owner", "Data protection officer", "Approver", "Auditor")
SECTORS = (
    ("", "Choose…"),
    ("housing", "Housing association"),
    ("charity", "Charity"),
    ("political", "Political party or campaign"),
    ("public", "Council or other public body"),
    ("other", "Other"),
)
_PAUSE_MS = 400
_FIELD_WIDTH = 420


class SettingsPage(ScrollPage):
    """Fields that save themselves; there is no button to forget."""

    changed = Signal()
    """Other settings are on disk; read them from the desk."""

    house_rules_wanted = Signal()
    """The user wants to see and choose the house rules."""

    def __init__(self, desk: Desk, worker: WorkerClient) -> None:
        super().__init__(max_width=816, top=20, spacing=12)
        self._desk = desk
        self.setAccessibleName("Settings")
        self.name, self.organisation = QLineEdit(), QLineEdit()
        self.role, self.sector, self.theme = _roles(), _choices(SECTORS), _choices(THEMES)
        self.one_person = CheckBox(
            "Allow one person to complete and approve (very small organisations); the record "
            "says so"
        )
        self.profile = ProfileCard()
        self.signing = SigningCard()
        self.identities = IdentitiesCard(desk, worker)
        self.trust = TrustCard(desk, worker)
        self.message = InlineMessage()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self._lay_out()
        self.refresh()
        self._connect()

    def refresh(self) -> None:
        """Show what the desk has, e.g. after the theme was chosen in the menu."""
        kept = self._desk.settings
        _show(self.name, kept.name)
        _show(self.organisation, kept.organisation)
        if self.role.currentText() != kept.role:
            self.role.setCurrentText(kept.role)
        _pick(self.sector, kept.sector)
        _pick(self.theme, kept.theme)
        self.one_person.setChecked(kept.one_person_allowed)
        self.signing.show_settings(kept)
        self.profile.show_profile(self._desk.profile)

    def refresh_people(self) -> None:
        """Show who signs here and who is trusted, as the files now say."""
        self.identities.refresh()
        self.trust.refresh()

    def save(self) -> bool:
        """Keep what is shown; says in place when that is not possible."""
        self._pause.stop()
        wanted = replace(
            self.signing.wanted(self._desk.settings),
            name=self.name.text().strip(),
            role=self.role.currentText().strip(),
            organisation=self.organisation.text().strip(),
            sector=str(self.sector.currentData() or ""),
            theme=str(self.theme.currentData()),
            one_person_allowed=self.one_person.isChecked(),
        )
        if wanted == self._desk.settings:
            return True
        try:
            save_settings(self._desk, wanted)
        except CannotWriteError as error:
            self.message.show_error(sentence(error))
            return False
        self.message.clear()
        self.changed.emit()
        return True

    def may_leave(self) -> bool:
        """Save what was typed last; settings never hold anybody back."""
        self.save()
        return True

    def _lay_out(self) -> None:
        self.body.addWidget(page_head("Settings", "Saved as you type, on this computer."))
        self.body.addWidget(self.message)
        self.body.addWidget(self._you())
        self.body.addWidget(self._house())
        self.body.addWidget(self.profile)
        self.body.addWidget(self._house_rules())
        for card in (self.signing, self.identities, self.trust):
            self.body.addWidget(card)
        self.body.addWidget(self._looks())
        self.body.addWidget(self._place())

    def _you(self) -> Card:
        return _card(
            "You",
            labelled("Your name", self.name, "Recorded with everything you do."),
            labelled(
                "Your role",
                self.role,
                "Decides what waits for you. Choose one or write your own.",
            ),
        )

    def _house(self) -> Card:
        card = _card(
            "Your organisation",
            labelled("Organisation", self.organisation, "Printed in every record."),
            labelled(
                "Kind of organisation",
                self.sector,
                "Chooses the examples beside the questions.",
            ),
        )
        card.body.addWidget(self.one_person)
        return card

    def _house_rules(self) -> Card:
        card = _card("House rules")
        self.open_house_rules = plain_button("Open the house rules")
        self.open_house_rules.setAccessibleName("Open the house rules")
        self.open_house_rules.clicked.connect(self.house_rules_wanted)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(body("What your organisation does where the law leaves room."), 1)
        row.addWidget(self.open_house_rules)
        card.body.addLayout(row)
        card.body.addWidget(
            small("The data protection officer may change them, with a reason.")
        )
        return card

    def _looks(self) -> Card:
        return _card("Appearance", labelled("Theme", self.theme))

    def _place(self) -> Card:
        card = _card("Data folder")
        folder = self._desk.workspace.folder
        path = Label(str(folder), "body", selectable=True)
        show = plain_button("Open folder")
        show.clicked.connect(lambda: open_folder(folder))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(path, 1)
        row.addWidget(show)
        card.body.addLayout(row)
        card.body.addWidget(small("Back it up like any other folder of documents."))
        return card

    def _connect(self) -> None:
        for box in (self.name, self.organisation):
            box.textEdited.connect(self._pause.start)
            box.editingFinished.connect(self.save)
        self.role.currentTextChanged.connect(self._pause.start)
        self.role.activated.connect(self.save)
        for chooser in (self.sector, self.theme):
            chooser.activated.connect(self.save)
        self.one_person.toggled.connect(self.save)
        self.signing.edited.connect(self._pause.start)
        self.signing.finished.connect(self.save)
        self.identities.trust_changed.connect(self.trust.refresh)


def _card(name: str, *fields: QWidget) -> Card:
    card = Card(spacing=14)
    card.body.addWidget(subheading(name))
    for field in fields:
        field.setMaximumWidth(_FIELD_WIDTH)
        card.body.addWidget(field)
    return card


def _roles() -> ComboBox:
    box = ComboBox()
    box.setEditable(True)
    box.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
    box.addItems(ROLES)
    return box


def _choices(choices: Sequence[tuple[str, str]]) -> ComboBox:
    box = ComboBox()
    for choice, text in choices:
        box.addItem(text, choice)
    return box


def _show(box: QLineEdit, text: str) -> None:
    if box.text().strip() != text:
        box.setText(text)


def _pick(box: ComboBox, choice: str) -> None:
    place = box.findData(choice)
    if place < 0:
        box.addItem(choice.capitalize() or "Not said", choice)
        place = box.count() - 1
    box.setCurrentIndex(place)
