"""Two states of an activity made one: for each difference the side that was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeAlias, TypeVar

from dpia_wizard.codec.merge_history import as_answer, is_later_there, name_of
from dpia_wizard.codec.record_merge import relation_beside, relation_of_version, version_of
from dpia_wizard.domain.activity import Activity, Details, Facts
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import Assessment, Comment, Override, Plan
from dpia_wizard.domain.compare import (
    About,
    Difference,
    Relation,
    differences,
    differences_of_activity,
)
from dpia_wizard.domain.history import Change, Event
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.sending import joined_sendings

OURS, THEIRS = "ours", "theirs"
EVERYTHING = "*"
"""Stands for every choice that is not made one by one, or for a version as a whole."""

Choices: TypeAlias = Mapping[str, str]
"""Which side is taken, by the key of the difference with that of its version before it.

`lia-v1/answer:lia.purpose`, `lia-v1/*` for a version taken whole, `/detail:title` for what lies
beside the assessments, `*` for everything else.
"""

FindQuestionnaire: TypeAlias = Callable[[Assessment], Questionnaire]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMatch:
    """One version that both sides tell differently.

    `later` are the keys of differences where the file knows our last word and has another.
    """

    key: str
    ours: Assessment
    theirs: Assessment
    relation: Relation
    differences: tuple[Difference, ...]
    later: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether one side is taken as a whole."""
        same_set = self.ours.set_digest == self.theirs.set_digest
        locked = self.ours.is_locked or self.theirs.is_locked
        return locked or not same_set or self.ours.language != self.theirs.language

    @property
    def fixed(self) -> bool:
        """Whether ours stays whatever the file says: a completed version is not undone."""
        older = self.relation is Relation.OLDER
        return self.ours.is_locked and (older or not self.theirs.is_locked)

    def default(self, key: str = EVERYTHING) -> str:
        """The side that loses nothing: of one difference, or of the version as a whole."""
        newer = self.relation is Relation.NEWER or key in self.later
        return THEIRS if newer and not self.fixed else OURS


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The activity as chosen, without its history; `changes` by version, "" beside them.

    `added` and `taken` are the keys of versions that came from the file, new or instead of
    ours.
    """

    activity: Activity
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


def matches(
    ours: Activity, theirs: Activity, find: FindQuestionnaire, *, whole: bool
) -> Iterator[VersionMatch]:
    """Every version that both sides have and tell differently."""
    for there in theirs.assessments:
        here = version_of(ours, there.key)
        if here is None:
            continue
        relation = relation_of_version(ours, theirs, there.key, whole=whole)
        if relation is not Relation.SAME:
            told = differences(here, there, find(there))
            yield VersionMatch(
                key=there.key,
                ours=here,
                theirs=there,
                relation=relation,
                differences=told,
                later=frozenset(_later(told, here, ours.history, theirs.history)),
            )


def later_beside(ours: Activity, theirs: Activity) -> frozenset[str]:
    """The keys of what beside the versions is the file's to tell: it is newer there."""
    told = differences_of_activity(ours, theirs)
    newer = relation_beside(ours, theirs) is Relation.NEWER
    later = _later(told, None, ours.history, theirs.history)
    return frozenset(d.key for d in told) if newer else frozenset(later)


def _later(
    told: Sequence[Difference],
    assessment: Assessment | None,
    ours: Sequence[Event],
    theirs: Sequence[Event],
) -> Iterator[str]:
    for difference in told:
        if difference.about is About.COMMENT:
            continue
        if is_later_there(difference, assessment, ours, theirs):
            yield difference.key


def merged(
    ours: Activity,
    theirs: Activity,
    find: FindQuestionnaire,
    *,
    whole: bool,
    choices: Choices,
) -> Merged:
    """Our activity with what was chosen of theirs; nothing chosen means what loses nothing."""
    activity = ours
    changes: dict[str, tuple[Change, ...]] = {}
    added = [a for a in theirs.assessments if version_of(ours, a.key) is None]
    for assessment in added:
        activity = activity.put(assessment)
    taken: list[str] = []
    for match in matches(ours, theirs, find, whole=whole):
        chosen = _chosen(match, choices)
        activity = activity.put(_one_of(match, chosen))
        changes[match.key] = _changes(match.differences, chosen)
        if match.whole and chosen.get(EVERYTHING) == THEIRS:
            taken.append(match.key)
    if whole:
        activity, changes[""] = _beside(activity, ours, theirs, choices)
    return Merged(
        activity=activity,
        changes=changes,
        added=tuple(a.key for a in added),
        taken=tuple(taken),
    )


def joined_histories(ours: Sequence[Event], theirs: Sequence[Event]) -> tuple[Event, ...]:
    """Our history, with the details that were left out of it and that theirs can tell."""
    told = {event.digest: event for event in theirs if event.detail is not None}
    return tuple(told.get(e.digest, e) if e.detail is None else e for e in ours)


def _chosen(match: VersionMatch, choices: Choices) -> Choices:
    """The side for each difference of a version."""

    def side(key: str) -> str:
        default = choices.get(EVERYTHING, match.default(key))
        return choices.get(f"{match.key}/{key}", default)

    if match.whole:
        chosen = OURS if match.fixed else side(EVERYTHING)
        return {EVERYTHING: chosen, **{d.key: chosen for d in match.differences}}
    return {d.key: side(d.key) for d in match.differences}


def _one_of(match: VersionMatch, chosen: Choices) -> Assessment:
    if match.whole:
        return match.theirs if chosen[EVERYTHING] == THEIRS else match.ours
    taken = [d for d in match.differences if chosen[d.key] == THEIRS]
    result = _commented(match.ours, match.theirs)
    result = _moved(result, match, taken)
    result = replace(result, answers=_answers(result, taken))
    plan = {d.name: d.theirs for d in taken if d.about is About.PLAN}
    result = replace(result, plan=_with(result.plan, plan))
    for difference in taken:
        match difference.about:
            case About.REASON:
                result = replace(result, reason=match.theirs.reason)
            case About.ADVICE:
                result = replace(result, advice=match.theirs.advice)
            case _:
                continue
    return replace(result, overrides=_overrides(result, match, taken))


def _commented(ours: Assessment, theirs: Assessment) -> Assessment:
    """Ours with the comments of both, in the order they were made."""
    new = [comment for comment in theirs.comments if comment not in ours.comments]
    both: list[Comment] = sorted((*ours.comments, *new), key=lambda comment: comment.at)
    return replace(ours, comments=tuple(both)) if new else ours


def _moved(result: Assessment, match: VersionMatch, taken: Sequence[Difference]) -> Assessment:
    """Ours where it was moved to: the chosen state, or the longer of two agreeing accounts."""
    theirs = match.theirs
    chosen = any(d.about is About.STATE for d in taken)
    differs = match.ours.status is not theirs.status
    longer = theirs.moves[: len(result.moves)] == result.moves
    if chosen or (not differs and longer):
        return replace(result, status=theirs.status, moves=theirs.moves)
    return result


def _answers(result: Assessment, taken: Sequence[Difference]) -> dict[str, AnswerValue]:
    answers: dict[str, Any] = dict(result.answers)
    for difference in taken:
        if difference.about is not About.ANSWER:
            continue
        if difference.theirs is None:
            answers.pop(difference.name, None)
        else:
            answers[difference.name] = difference.theirs
    return answers


def _overrides(
    result: Assessment, match: VersionMatch, taken: Sequence[Difference]
) -> tuple[Override, ...]:
    """The officer's decisions, as far as the answer they are about is the one chosen."""
    made = {override.key: override for override in match.ours.overrides}
    for difference in taken:
        if difference.about is not About.DECISION:
            continue
        if isinstance(difference.theirs, Override):
            made[difference.name] = difference.theirs
        else:
            made.pop(difference.name, None)
    differing = {d.name for d in match.differences if d.about in (About.ANSWER, About.DECISION)}
    return tuple(
        o
        for o in made.values()
        if (o.target not in differing and not o.basis) or o.stands_on(result.answers)
    )


def _beside(
    activity: Activity, ours: Activity, theirs: Activity, choices: Choices
) -> tuple[Activity, tuple[Change, ...]]:
    told = differences_of_activity(ours, theirs)
    later = later_beside(ours, theirs)
    chosen = {
        d.key: choices.get(
            f"/{d.key}", choices.get(EVERYTHING, THEIRS if d.key in later else OURS)
        )
        for d in told
    }
    taken = [d for d in told if chosen[d.key] == THEIRS]
    details = {d.name: d.theirs for d in taken if d.about is About.DETAIL}
    steps = {d.name: d.theirs for d in taken if d.about is About.STEP}
    values = {d.name: d.theirs for d in taken if d.about is About.FACT}
    facts = Facts(
        next_steps=_mapping(ours.facts.next_steps, steps),
        values=_mapping(ours.facts.values, values),
    )
    changed = replace(
        activity,
        details=_with(activity.details, details),
        facts=facts,
        sendings=joined_sendings(ours.sendings, theirs.sendings),
    )
    return changed, _changes(told, chosen)


_Record = TypeVar("_Record", Plan, Details)


def _with(record: _Record, taken: Mapping[str, Any]) -> _Record:
    known = {f.name for f in fields(record)}
    return replace(record, **{name: value for name, value in taken.items() if name in known})


def _mapping(ours: Mapping[str, Any], taken: Mapping[str, Any]) -> dict[str, Any]:
    both = {**ours, **taken}
    return {key: value for key, value in both.items() if value is not None}


def _changes(told: Sequence[Difference], chosen: Choices) -> tuple[Change, ...]:
    """Both sides of each difference: what was not taken before, what was taken after."""
    return tuple(
        Change(
            what=name_of(d),
            before=as_answer(d.ours if chosen[d.key] == THEIRS else d.theirs),
            after=as_answer(d.theirs if chosen[d.key] == THEIRS else d.ours),
        )
        for d in told
        if d.about is not About.COMMENT
    )
