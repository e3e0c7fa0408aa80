"""What the template reads: a record as it stands on the page, every choice already made."""

from __future__ import annotations

from dataclasses import dataclass

from dpia_wizard.report.text import Block

_FEW_LINES = 8
_FEW_CHARACTERS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A name and what is said under it."""

    label: str
    blocks: tuple[Block, ...]

    @property
    def is_short(self) -> bool:
        """Whether it may be kept on one page without leaving a hole before it."""
        lines = [line for block in self.blocks for line in block.lines]
        return len(lines) <= _FEW_LINES and sum(map(len, lines)) <= _FEW_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence with its citation; `about` names the question or the weight, in words."""

    text: str
    cite: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A result in words; `tone` only colours what the words say."""

    heading: str
    title: str
    text: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why one result is what it is."""

    heading: str
    items: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSaid:
    """What one row came to: why, what is not settled, what would help, what comes with it."""

    name: str
    outcome: str
    told: str
    because: Said
    unsettled: tuple[str, ...]
    decisions: tuple[Remark, ...]
    ways: tuple[str, ...]
    needs: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOverview:
    """The table of all rows with what causes the result, then each row for itself."""

    cause: str
    law: str
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    rows: tuple[RowSaid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What somebody said about the prompts of a checklist."""

    addressed: tuple[str, ...] = ()
    not_relevant: tuple[tuple[str, str], ...] = ()
    not_marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One row of many fields: its texts, then what is short side by side in lines.

    A row of very many has `pairs` instead: lines of one or two answers, each with its label.
    """

    name: str
    texts: tuple[Labelled, ...] = ()
    lines: tuple[tuple[tuple[str, str], ...], ...] = ()
    pairs: tuple[tuple[Labelled, ...], ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether it may be kept on one page without leaving a hole before it."""
        return not self.pairs and all(text.is_short for text in self.texts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Repeated answers: a table where they are few and short, else a card each."""

    headings: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture as SVG text, drawn by our own generator; it says in words what it shows."""

    title: str
    svg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer in the one shape that fits its kind; `chip` frames a yes, no or not sure."""

    word: str = ""
    chip: str = ""
    blocks: tuple[Block, ...] = ()
    ticked: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()
    marks: Marks | None = None
    rows: Rows | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody else said beside an answer: a decision or a comment."""

    lead: str
    blocks: tuple[Block, ...]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as it was asked, its answer, and everything said about it."""

    number: str
    text: str
    help: str
    cite: str
    answer: Answer
    notes: tuple[Said, ...] = ()
    decisions: tuple[Remark, ...] = ()
    comments: tuple[Remark, ...] = ()
    follow_ups: tuple[Asked, ...] = ()

    @property
    def has_more(self) -> bool:
        """Whether anything is printed beneath the answer."""
        return bool(self.notes or self.decisions or self.comments or self.follow_ups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Neighbouring questions that print alike; `compact` ones share a table."""

    compact: bool
    questions: tuple[Asked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the question set."""

    title: str
    intro: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """The data protection officer's advice and what became of it."""

    given: str
    blocks: tuple[Block, ...]
    outcome: str
    reason: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureBlock:
    """A frame for one signature; `done` stands above it, `waiting` where it will be.

    `field` is the alternate text of the field to sign in, empty where there is none to come.
    """

    id: str
    label: str
    name: str
    role: str
    done: str
    waiting: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line of the history."""

    when: str
    who: str
    what: str

    @property
    def is_short(self) -> bool:
        """Whether it may be kept on one page without leaving a hole before it."""
        return len(self.what) <= _FEW_CHARACTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to do after sign-off; `done` is empty while it is to do."""

    text: str
    help: str
    cite: str
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What somebody reads who reads one page: the result, and what it rests on."""

    result: Outcome
    status_line: str
    reprint: str = ""
    further: tuple[Outcome, ...]
    glance: tuple[Labelled, ...]
    reasons: tuple[Reasons, ...]
    decisions: tuple[Remark, ...]
    drawings: tuple[Drawing, ...]
    needs: tuple[Said, ...]
    warnings: tuple[Said, ...]
    missing: tuple[Said, ...]
    penalties: tuple[Said, ...] = ()
    overview: RowOverview | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Who advised, completed and approved, what happened, and what is to be done."""

    advice: Advice | None
    remarks: tuple[str, ...]
    signatures: tuple[SignatureBlock, ...]
    next_steps: tuple[Step, ...]
    history: tuple[Happened, ...]
    history_head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole record."""

    language: str
    watermark: str
    organisation: str
    header: str
    fingerprint: str
    title: str
    activity: str
    front: Front
    sections: tuple[Section, ...]
    comments: tuple[Remark, ...]
    closing: Closing
    not_applicable: tuple[Labelled, ...]
    facts: tuple[Labelled, ...]
    house: tuple[Labelled, ...]
    about: tuple[Labelled, ...]
    profile: tuple[Labelled, ...] = ()
