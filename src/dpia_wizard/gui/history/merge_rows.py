"""What a file and the register tell differently, as rows to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dpia_wizard.codec.activity_merge import (
    EVERYTHING,
    OURS,
    THEIRS,
    VersionMatch,
    later_beside,
    matches,
)
from dpia_wizard.codec.merge_history import last_word
from dpia_wizard.codec.record import OpenedRecord
from dpia_wizard.codec.record_merge import version_of
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.compare import About, Difference, Relation, differences_of_activity
from dpia_wizard.domain.history import Event
from dpia_wizard.domain.questionnaire import Question, Questionnaire
from dpia_wizard.gui.history.compare_table import CompareRow, Side
from dpia_wizard.gui.history.compare_words import name_words, rule_decision, told_words
from dpia_wizard.gui.words import exact

_SIDES = {Side.LEFT: OURS, Side.RIGHT: THEIRS}
_TITLE = "The activity"
_NOT_HERE = "Not there yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """An activity in the register, and what a file tells of it."""

    ours: Activity
    theirs: Activity
    opened: OpenedRecord
    relation: Relation

    @property
    def whole(self) -> bool:
        """Whether the file tells the whole activity."""
        return self.opened.record.kind == "handover"

    def find(self, assessment: Assessment) -> Questionnaire:
        """The questions of a version in the file, as it asked them."""
        return self.opened.asked_in(assessment)


def merge_rows(met: Encounter) -> list[CompareRow]:
    """Every difference, with the side that loses nothing chosen."""
    rows = list(_added(met))
    for match in matches(met.ours, met.theirs, met.find, whole=met.whole):
        rows += _version(met, match)
    return rows + list(_beside(met))


def has_choice(met: Encounter) -> bool:
    """Whether there is anything to choose between."""
    return any(row.choosable for row in merge_rows(met))


def as_choices(sides: Mapping[str, Side]) -> dict[str, str]:
    """What was chosen, as the job takes it."""
    return {key: _SIDES[side] for key, side in sides.items()}


def _added(met: Encounter) -> Iterator[CompareRow]:
    for there in met.theirs.assessments:
        if version_of(met.ours, there.key) is None:
            yield CompareRow(
                key=f"{there.key}/+",
                name=_named(met, there),
                left=_NOT_HERE,
                right=_state(there),
                choosable=False,
                chosen=Side.RIGHT,
                group="Comes with the file",
            )


def _version(met: Encounter, match: VersionMatch) -> Iterator[CompareRow]:
    asked = met.find(match.theirs)
    group = _named(met, match.theirs)
    if match.whole:
        yield CompareRow(
            key=f"{match.key}/{EVERYTHING}",
            name="This version as a whole",
            left=_state(match.ours),
            right=_state(match.theirs),
            choosable=not match.fixed,
            chosen=_side(match.default()),
            group=group,
        )
    for difference in match.differences:
        if match.whole and difference.about is About.STATE:
            continue
        named, left, right = _told(difference, asked)
        yield CompareRow(
            key=f"{match.key}/{difference.key}",
            name=named,
            left=left,
            right=right,
            left_note=_last(met.ours, match.ours, difference),
            right_note=_last(met.theirs, match.theirs, difference),
            choosable=not match.whole and difference.about is not About.COMMENT,
            chosen=_side(match.default(EVERYTHING if match.whole else difference.key)),
            group=group,
        )


def _beside(met: Encounter) -> Iterator[CompareRow]:
    if not met.whole:
        return
    later = later_beside(met.ours, met.theirs)
    for difference in differences_of_activity(met.ours, met.theirs):
        yield CompareRow(
            key=f"/{difference.key}",
            name=name_words(difference, None),
            left=told_words(difference.ours),
            right=told_words(difference.theirs),
            left_note=_last(met.ours, None, difference),
            right_note=_last(met.theirs, None, difference),
            chosen=Side.RIGHT if difference.key in later else Side.LEFT,
            group=_TITLE,
        )


def _told(difference: Difference, asked: Questionnaire) -> tuple[str, str, str]:
    """What a difference is about, and what each side says."""
    on_rule = rule_decision(difference, asked)
    if on_rule is not None:
        named, left, right = on_rule
        return f"DPO decision on: {named}", left, right
    question = asked.questions.get(difference.name)
    left, right = (
        told_words(value, question) for value in (difference.ours, difference.theirs)
    )
    return _name(difference, question), left, right


def _name(difference: Difference, question: Question | None) -> str:
    named = name_words(difference, question)
    match difference.about:
        case About.DECISION:
            return f"DPO decision on: {named}"
        case About.COMMENT:
            return f"Comment on: {named}"
        case About.ANSWER if question and question.number:
            return f"{question.number}. {named}"
        case _:
            return named


def _side(side: str) -> Side:
    return Side.RIGHT if side == THEIRS else Side.LEFT


def _named(met: Encounter, assessment: Assessment) -> str:
    title = met.find(assessment).title
    return f"{title}, version {assessment.version}" if assessment.version > 1 else title


def _state(assessment: Assessment) -> str:
    number = len(assessment.answers)
    answers = "1 answer" if number == 1 else f"{number} answers"
    return f"{told_words(assessment.status)}, {answers}"


def _last(activity: Activity, assessment: Assessment | None, difference: Difference) -> str:
    event: Event | None = last_word(activity.history, assessment, difference)
    return f"{event.by.name}, {exact(event.at)}" if event else ""
