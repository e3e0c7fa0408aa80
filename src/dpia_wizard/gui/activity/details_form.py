"""What the activity is: the form behind "New activity" and the wizard's first step."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.widgets.choices import ComboBox
from dpia_wizard.gui.widgets.date_field import DateField
from dpia_wizard.gui.widgets.labelled import labelled, pair
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.text_inputs import CountedBox, LineEdit

_SECTORS = (
    ("", "Choose…"),
    ("housing", "Housing association"),
    ("charity", "Charity"),
    ("political", "Political campaign"),
    ("public", "Council or other public body"),
    ("other", "Something else"),
)
_PUBLIC = (
    ("", "Choose…"),
    ("no", "No"),
    ("yes", "Yes"),
    ("not_sure", "Not sure"),
)
_LONGEST_LINE = 300
_LONGEST_TEXT = 4_000


class DetailsForm(QWidget):
    """Shows and edits an activity's details; `details` reads what stands in it."""

    edited = Signal()
    """Something was changed."""

    def __init__(self, today: date, *, is_new: bool = False) -> None:
        super().__init__()
        self._today = today
        self._whose = ("Your name", "Your role") if is_new else ("Owner", "Owner’s role")
        self.title = _line("activity_title")
        self.description = _box("activity_description", lines=4)
        self.owner = _line("activity_owner")
        self.role = _line("activity_owner_role")
        self.team = _line("activity_team")
        self.channels = _line("activity_channels")
        self.audience = _box("activity_audience", lines=2)
        self.estimate = _line("activity_people_estimate")
        self.systems = _box("activity_systems", lines=2)
        self.ropa = _line("activity_ropa_ref")
        self.start = DateField()
        self.start.setObjectName("activity_planned_start")
        self.sector = _combo("activity_sector", _SECTORS)
        self.public = _combo("activity_public_authority", _PUBLIC)
        self.message, self._past = InlineMessage(), InlineMessage()
        self._shown = Details(title="")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.title)

    def show_details(self, details: Details) -> None:
        """Show an activity's details without telling."""
        self.write_details(details)
        self._shown = self.details()

    def write_details(self, details: Details) -> None:
        """Put details in as if they were written here."""
        texts = (
            (self.title, details.title),
            (self.owner, details.owner.name),
            (self.role, details.owner.role),
            (self.team, details.team),
            (self.channels, details.channels),
            (self.estimate, details.people_estimate),
            (self.ropa, details.ropa_ref),
        )
        for line, text in texts:
            line.setText(text)
        self.description.show_text(details.description)
        self.audience.show_text(details.audience)
        self.systems.show_text(details.systems)
        self.start.set_value(details.planned_start)
        _choose(self.sector, details.sector)
        _choose(self.public, details.public_authority)
        self.message.clear()
        self._past.clear()

    def details(self) -> Details:
        """What stands in the form."""
        return Details(
            title=self.title.text().strip(),
            description=self.description.text(),
            owner=Person(name=self.owner.text().strip(), role=self.role.text().strip()),
            team=self.team.text().strip(),
            channels=self.channels.text().strip(),
            audience=self.audience.text(),
            people_estimate=self.estimate.text().strip(),
            systems=self.systems.text(),
            ropa_ref=self.ropa.text().strip(),
            planned_start=self.start.value(),
            sector=self.sector.currentData(),
            public_authority=self.public.currentData(),
        )

    def applied_to(self, details: Details) -> Details:
        """These details with what was changed in the form, and nothing else."""
        now = self.details()
        changed = {
            field.name: getattr(now, field.name)
            for field in fields(Details)
            if getattr(now, field.name) != getattr(self._shown, field.name)
        }
        return replace(details, **changed)

    @property
    def is_changed(self) -> bool:
        """Whether something was changed since the details were shown."""
        return self.details() != self._shown or bool(self.start.problem())

    @property
    def problem(self) -> str:
        """Why the details cannot be kept as they stand, or nothing."""
        return next(iter(self._problems().values()), "")

    def is_ready(self) -> bool:
        """Whether it can be kept; says in place what is wanting."""
        for field, problem in self._problems().items():
            self.message.show_error(problem)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.message.clear()
        return True

    def _problems(self) -> dict[QWidget, str]:
        found: dict[QWidget, str] = {}
        if not self.title.text().strip():
            found[self.title] = "Please give the activity a title, e.g. “Newsletter, spring”."
        for box in (self.description, self.audience, self.systems):
            if box.is_over:
                found[box] = "Please shorten the text that is too long."
        if self.start.problem():
            found[self.start] = "Please correct the date of the first sending, or clear it."
        return found

    def set_read_only(self, read_only: bool) -> None:
        """Readable, but not editable."""
        for line in self.findChildren(QLineEdit):
            line.setReadOnly(read_only)
        for box in (self.description, self.audience, self.systems):
            box.set_read_only(read_only)
        for combo in (self.sector, self.public):
            combo.setEnabled(not read_only)
        self.start.set_read_only(read_only)

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(14)
        stack.addWidget(self.message)
        stack.addWidget(labelled("Title", self.title, "How you will find it again."))
        stack.addWidget(
            labelled(
                "What do you want to do?",
                self.description,
                "In two or three sentences: what you send, to whom, and why.",
            )
        )
        stack.addLayout(
            pair(labelled(self._whose[0], self.owner), labelled(self._whose[1], self.role))
        )
        stack.addLayout(
            pair(
                labelled("Team", self.team, "Who runs it."),
                labelled("Channels", self.channels, "For example email and post."),
            )
        )
        self._lay_out_reach(stack)
        self._lay_out_house(stack)

    def _lay_out_reach(self, stack: QVBoxLayout) -> None:
        """Who gets it, how many they are and from when on."""
        stack.addWidget(
            labelled("Who will get it?", self.audience, "The group, and whom you leave out.")
        )
        when = labelled("When will it first be sent?", self.start)
        when.say_below(self._past)
        stack.addLayout(pair(labelled("About how many people?", self.estimate), when))

    def _lay_out_house(self, stack: QVBoxLayout) -> None:
        """Who sends it, with what, and where that is written down."""
        stack.addLayout(
            pair(
                labelled("Kind of organisation", self.sector, "Its examples come first."),
                labelled(
                    "Are you a public authority for this activity?",
                    self.public,
                    "Councils are; charities and campaigns usually are not.",
                ),
            )
        )
        stack.addWidget(
            labelled("Systems used", self.systems, "Where the list comes from, what sends it.")
        )
        stack.addWidget(
            labelled(
                "Entry in your record of processing (ROPA)",
                self.ropa,
                "If you know it; your data protection officer does.",
            )
        )

    def _connect(self) -> None:
        for line in self.findChildren(QLineEdit):
            line.textEdited.connect(self.edited)
        for box in (self.description, self.audience, self.systems):
            box.edited.connect(self.edited)
        for combo in (self.sector, self.public):
            combo.activated.connect(self.edited)
        self.start.changed.connect(self.edited)
        self.start.changed.connect(self._on_start_changed)

    def _on_start_changed(self, day: date | None) -> None:
        """Point out a slip of the pen; a day in the past may be meant."""
        if day is not None and day < self._today:
            self._past.show_notice("The day of the first sending has passed. Is it right?")
        else:
            self._past.clear()


def _line(name: str) -> QLineEdit:
    line = LineEdit(longest=_LONGEST_LINE)
    line.setObjectName(name)
    return line


def _box(name: str, *, lines: int) -> CountedBox:
    return CountedBox(name, longest=_LONGEST_TEXT, lines=lines)


def _choose(combo: ComboBox, value: str) -> None:
    """Choose a value; one from elsewhere that we do not know is kept as it is."""
    if combo.findData(value) < 0:
        combo.addItem(value.capitalize(), value)
    combo.setCurrentIndex(combo.findData(value))


def _combo(name: str, options: tuple[tuple[str, str], ...]) -> ComboBox:
    combo = ComboBox()
    combo.setObjectName(name)
    for value, text in options:
        combo.addItem(text, value)
    return combo
