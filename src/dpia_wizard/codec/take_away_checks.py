"""Whether the texts of take-aways hold together, and fit the question sets they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from pydantic import BaseModel

from dpia_wizard.codec import condition_file as when
from dpia_wizard.codec import questionnaire_file as sets
from dpia_wizard.codec import take_away_file as file
from dpia_wizard.codec.questionnaire_conditions import (
    Asked,
    Problem,
    Surroundings,
    condition_problems,
)
from dpia_wizard.codec.yaml_file import Path
from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.assessment import Status
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.questionnaire import Kind
from dpia_wizard.domain.rules import INCOMPLETE
from dpia_wizard.domain.take_away import TakeAwayKind
from dpia_wizard.domain.take_away_case import BECAUSE
from dpia_wizard.domain.take_away_fill import NAMED

WORDS = frozenset(
    """
    gap and yes no not_sure registered question answer not_answered not_relevant row result
    what said advice advice_accepted advice_overruled advice_no_dpo advice_and_sign_off
    not_settled move_completed move_approved review_on check_done check_old check_open
    check_to_do check_too_early check_each_time draft
    made_from printed_on attached
    """.split()  # noqa: SIM905 - a list of bare words reads best so
)
"""The program's own words, all of which the file gives."""

_STANDS = (
    *("title", "state", "stale", "newer", "version"),
    *("set_version", "settled_on", "fingerprint"),
)
_OTHER_PLACES = ("profile", "details", "document")


def take_away_problems(
    shape: file.TakeAwaysFile, shapes: Sequence[sets.QuestionnaireFile]
) -> Iterator[Problem]:
    """Every problem with the path it stands at."""
    yield from _Checks(shape, shapes).problems()


class _Checks:
    def __init__(
        self, shape: file.TakeAwaysFile, shapes: Sequence[sets.QuestionnaireFile]
    ) -> None:
        self.shape = shape
        self.set_ids = {found.id for found in shapes}
        self.checks = {c.id for s in shapes if s.sending for c in s.sending.checks}
        self.asked = {q.id: Asked((), q, None, 0) for s in shapes for q in _questions(s)}
        for found in shapes:
            self._add_told(found)
        settings = {s.id: s for found in shapes for s in _states(found)}
        self.around = Surroundings(self.asked, {}, house=settings, facts=_facts(shapes))
        self.sources = self.asked.keys() | _sources(self.around.facts | settings.keys())

    def problems(self) -> Iterator[Problem]:
        """All of them."""
        yield from self._words()
        yield from self._places()
        known: set[str] = set()
        for i, value in enumerate(self.shape.values):
            yield from self._value(value, ("values", i), known)
            if value.id in known:
                yield ("values", i, "id"), f"the id “{value.id}” stands here twice"
            known.add(value.id)
        used = set(_names_in(self.shape.documents)) | set(_names_in(self.shape.values))
        for i, value in enumerate(self.shape.values):
            if value.id not in used:
                yield ("values", i, "id"), f"no text uses “{value.id}”"
        found = [document.id for document in self.shape.documents]
        for kind in TakeAwayKind:
            if found.count(kind) != 1:
                yield ("documents",), f"“{kind}” must stand here exactly once"
        for i, document in enumerate(self.shape.documents):
            yield from self._inside(document, ("documents", i), {}, known)

    def _words(self) -> Iterator[Problem]:
        for name in sorted(WORDS ^ self.shape.words.keys()):
            says = "is missing" if name in WORDS else "is not known here"
            yield ("words", name) if name not in WORDS else ("words",), f"“{name}” {says}"
        for i, place in enumerate(self.shape.places):
            if place.id not in self.set_ids and place.id not in _OTHER_PLACES:
                yield ("places", i, "id"), f"“{place.id}” is no place the program can open"

    def _places(self) -> Iterator[Problem]:
        places = {place.id for place in self.shape.places}
        for i, value in enumerate(self.shape.values):
            if value.place and value.place not in places:
                yield ("values", i, "place"), f"no place is called “{value.place}”"
        for i, document in enumerate(self.shape.documents):
            for j, barrier in enumerate(document.barriers):
                if barrier.place and barrier.place not in places:
                    at = ("documents", i, "barriers", j, "place")
                    yield at, f"no place is called “{barrier.place}”"

    def _value(self, value: file.ValueFile, path: Path, known: set[str]) -> Iterator[Problem]:
        inside = {f.id for asked in self.asked.values() for f in asked.shape.fields}
        for i, source in enumerate(value.from_):
            if source not in self.sources and source not in inside:
                yield (*path, "from", i), f"there is no “{source}” to take it from"
        row_fields = {} if value.each_row else self._all_fields()
        yield from self._inside(value, path, row_fields, known)

    def _all_fields(self) -> dict[str, sets.QuestionFile]:
        """The fields of all rows: a value may be said of any row."""
        return {f.id: f for asked in self.asked.values() for f in asked.shape.fields}

    def _inside(
        self,
        shape: BaseModel,
        path: Path,
        row_fields: Mapping[str, sets.QuestionFile],
        known: set[str],
    ) -> Iterator[Problem]:
        """Conditions and names in braces, wherever they stand in a shape."""
        rows = getattr(shape, "each_row", "")
        if rows:
            found = self.asked.get(rows)
            if found is None or found.shape.kind is not Kind.ROWS:
                yield (*path, "each_row"), f"“{rows}” is no question of kind rows"
                return
            row_fields = {f.id: f for f in found.shape.fields}
        if isinstance(shape, file.TableFile):
            yield from _cells(shape, path)
        if isinstance(shape, file.BlockFile):
            yield from self._each_time(shape, path)
        for name, info in type(shape).model_fields.items():
            value = getattr(shape, name)
            at = (*path, info.alias or name)
            if name in ("when", "where", "settled") and value is not None:
                around = replace(self.around, row_fields=row_fields)
                yield from condition_problems(value, at, around)
                yield from _marks(value, at)
            elif isinstance(value, str):
                yield from _unknown(value, at, known)
            elif isinstance(value, BaseModel):
                yield from self._inside(value, at, row_fields, known)
            elif isinstance(value, list) and name != "from_":
                for i, item in enumerate(value):
                    if isinstance(item, BaseModel):
                        yield from self._inside(item, (*at, i), row_fields, known)
                    else:
                        yield from _unknown(item, (*at, i), known)

    def _each_time(self, block: file.BlockFile, path: Path) -> Iterator[Problem]:
        for i, check in enumerate(block.checks_each_time):
            if check not in self.checks:
                yield (*path, "checks_each_time", i), f"“{check}” is not checked before sending"

    def _add_told(self, found: sets.QuestionnaireFile) -> None:
        """Rows also say what each comes to: the words its rules tell."""
        for ruling in found.results:
            asked = self.asked.get(ruling.rows)
            if asked is not None:
                told = [*asked.shape.fields, *_told_fields(ruling)]
                shape = asked.shape.model_copy(update={"fields": told})
                self.asked[ruling.rows] = replace(asked, shape=shape)


def _questions(shape: sets.QuestionnaireFile) -> Iterator[sets.QuestionFile]:
    waiting = [question for section in shape.sections for question in section.questions]
    while waiting:
        question = waiting.pop(0)
        yield question
        waiting = [*question.follow_up, *waiting]


def _told_fields(ruling: sets.RulingFile) -> Iterator[sets.QuestionFile]:
    told: dict[str, dict[str, None]] = {}
    tells = [*(o.tells for o in ruling.outcomes), *(rule.tells for rule in ruling.rules)]
    for said in (*tells, ruling.otherwise.tells):
        for name, value in said.items():
            told.setdefault(name, {})[value] = None
    for name, values in told.items():
        # a told word is in capitals where the command line prints it so
        options = [sets.OptionFile.model_construct(id=v, text=v) for v in values]
        yield sets.QuestionFile(id=name, text=name, kind=Kind.CHOICE, options=options)


def _states(shape: sets.QuestionnaireFile) -> Iterator[sets.HouseFile]:
    """Facts with values that are known: where an assessment stands, and its results."""
    for ruling in shape.results:
        yield _setting(ruling.id, [*(outcome.id for outcome in ruling.outcomes), INCOMPLETE])
    yield _setting(f"{shape.id.replace('-', '_')}_state", [status.value for status in Status])


def _setting(name: str, values: Sequence[str]) -> sets.HouseFile:
    options = [sets.OptionFile(id=value, text=value) for value in values]
    return sets.HouseFile(id=name, title=name, options=options, default=values[0])


def _facts(shapes: Sequence[sets.QuestionnaireFile]) -> frozenset[str]:
    stands = {f"{s.id.replace('-', '_')}_{name}" for s in shapes for name in _STANDS}
    told = {name for s in shapes for r in s.results for o in r.outcomes for name in o.facts}
    said = {f"said_{name.replace('.', '_')}" for name in _parts()}
    return frozenset(stands | told | said | {"send_date"})


def _sources(facts: frozenset[str]) -> set[str]:
    return _parts() | {f"fact.{name}" for name in facts} | {BECAUSE}


def _parts() -> set[str]:
    profile = {f"profile.{field.name}" for field in fields(Profile)}
    details = {f"activity.{field.name}" for field in fields(Details)}
    return profile | details | {"activity.label", "settings.organisation"}


def _cells(table: file.TableFile, path: Path) -> Iterator[Problem]:
    for i, row in enumerate(table.rows):
        if len(row.cells) != len(table.head):
            text = f"this row has {len(row.cells)} cells, the head has {len(table.head)}"
            yield (*path, "rows", i), text


def _marks(condition: when.ConditionFile, path: Path) -> Iterator[Problem]:
    """Marks of a checklist are seen within their own set only."""
    if isinstance(condition, when.QuestionTest) and condition.marked:
        yield path, "a checklist's marks cannot be looked at here"


def _unknown(text: Any, path: Path, known: set[str]) -> Iterator[Problem]:  # noqa: ANN401
    for name in NAMED.findall(text) if isinstance(text, str) else ():
        if name not in known:
            yield path, f"no value is called “{name}”, or it comes later"


def _names_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield from NAMED.findall(value)
        case BaseModel():
            for name in type(value).model_fields:
                yield from _names_in(getattr(value, name))
        case list():
            for item in value:
                yield from _names_in(item)
        case _:
            return
