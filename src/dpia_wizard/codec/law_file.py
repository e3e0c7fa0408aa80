"""The law in: the text of `law.yaml` becomes checked values, every problem with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dpia_wizard.codec.complaints import called, complaints
from dpia_wizard.codec.fields import SET_ID, Day
from dpia_wizard.codec.yaml_file import Path, read_yaml
from dpia_wizard.domain.errors import BadQuestionnaireError
from dpia_wizard.domain.law import Law, LawVersion, OpenPoint, Penalty

Text = Annotated[str, Field(min_length=1, max_length=2_000)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
SetId = Annotated[str, Field(pattern=SET_ID)]
Evidence: TypeAlias = Literal["statute", "regulator", "quoted", "reported", "memory"]
KnownSettings: TypeAlias = Mapping[str, Collection[str]]
"""The house settings there are, by the id of their question set."""

_Problem: TypeAlias = tuple[Path, str]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class _Item(_File):
    """Something with a name of its own, and how well it is known."""

    id: Id
    cite: Text
    evidence: Evidence


class _Touching(_Item):
    """Something that matters to question sets, by their ids."""

    since: Day
    touches: list[SetId] = Field(default_factory=list)


class VersionFile(_Touching):
    """The state of the law from a day on."""

    title: Text
    changes: list[Text] = Field(min_length=1)


class PenaltyFile(_Touching):
    """The highest fine for what is done from a day on."""

    until: Day | None = None
    most_pounds: int = Field(ge=1)
    most_percent: int = Field(default=0, ge=0, le=100)
    breaches: Text
    under: Id
    regulations: list[Text] = Field(default_factory=list)


class OpenPointFile(_Item):
    """What the law leaves open."""

    title: Text
    text: Text
    default: Text
    who: Text
    set_id: SetId | Literal[""] = ""
    setting: Id | Literal[""] = ""


class LawFile(_File):
    """The whole file."""

    versions: list[VersionFile] = Field(min_length=1)
    penalties: list[PenaltyFile] = Field(default_factory=list)
    open_points: list[OpenPointFile] = Field(default_factory=list)


def read_law(text: str, *, source: str, settings: KnownSettings | None = None) -> Law:
    """Read and check the law; sets and house settings it names are looked for in `settings`.

    Raises `BadQuestionnaireError` with every problem as `source:line: sentence`.
    """
    located = read_yaml(text)
    problems = list(located.problems)
    if not problems:
        try:
            shape = LawFile.model_validate(located.data)
        except ValidationError as error:
            problems = [
                (located.line(found.path), _said(found.path, found.says))
                for found in complaints(error, located.data)
            ]
        else:
            problems = [(located.line(path), said) for path, said in _problems(shape, settings)]
    if problems:
        said = [f"{source}:{line}: {problem}" for line, problem in sorted(problems)]
        raise BadQuestionnaireError(source=source, problems=said)
    return _law(LawFile.model_validate(located.data))


def _said(path: Path, says: str) -> str:
    names = [step for step in path if isinstance(step, str)]
    return f"{called(names[-1]) if names else 'the file'} {says}"


def _problems(shape: LawFile, settings: KnownSettings | None) -> Iterator[_Problem]:
    yield from _repeated("versions", shape.versions)
    yield from _repeated("penalties", shape.penalties)
    yield from _repeated("open_points", shape.open_points)
    for i in range(1, len(shape.versions)):
        if shape.versions[i].since <= shape.versions[i - 1].since:
            yield ("versions", i, "since"), "versions run from the oldest to the newest"
    yield from _odd_penalties(shape.penalties)
    for i, point in enumerate(shape.open_points):
        if point.setting and not point.set_id:
            said = "a house setting needs the “set_id” of its question set"
            yield ("open_points", i, "setting"), said
    if settings is not None:
        yield from _unknown(shape, settings)


def _repeated(name: str, items: Sequence[_Item]) -> Iterator[_Problem]:
    seen: Counter[str] = Counter()
    for i, item in enumerate(items):
        seen[item.id] += 1
        if seen[item.id] > 1:
            yield (name, i, "id"), f"the id {called(item.id)} is taken"


def _odd_penalties(penalties: Sequence[PenaltyFile]) -> Iterator[_Problem]:
    """Penalties that end before they begin, or of which two would fit one breach."""
    for i, penalty in enumerate(penalties):
        if penalty.until and penalty.until < penalty.since:
            yield ("penalties", i, "until"), f"{called(penalty.id)} ends before it begins"
        for other in penalties[:i]:
            if penalty.under == other.under and _overlap(penalty, other):
                said = f"{called(penalty.id)} and {called(other.id)} fit the same breach"
                yield ("penalties", i), said


def _overlap(first: PenaltyFile, second: PenaltyFile) -> bool:
    apart = (first.until and first.until < second.since) or (
        second.until and second.until < first.since
    )
    both_rest = not first.regulations and not second.regulations
    shared = set(first.regulations) & set(second.regulations)
    return not apart and (both_rest or bool(shared))


def _unknown(shape: LawFile, settings: KnownSettings) -> Iterator[_Problem]:
    touching: Mapping[str, Sequence[_Touching]] = {
        "versions": shape.versions,
        "penalties": shape.penalties,
    }
    for name, items in touching.items():
        for i, item in enumerate(items):
            for j, set_id in enumerate(item.touches):
                if set_id not in settings:
                    yield (name, i, "touches", j), f"no question set is called {called(set_id)}"
    for i, point in enumerate(shape.open_points):
        if not point.set_id:
            continue
        known = settings.get(point.set_id)
        if known is None:
            said = f"no question set is called {called(point.set_id)}"
            yield ("open_points", i, "set_id"), said
        elif point.setting and point.setting not in known:
            said = f"{called(point.set_id)} has no house setting {called(point.setting)}"
            yield ("open_points", i, "setting"), said


def _law(shape: LawFile) -> Law:
    return Law(
        versions=tuple(
            LawVersion(
                id=v.id,
                since=v.since,
                title=v.title,
                changes=tuple(v.changes),
                cite=v.cite,
                touches=tuple(v.touches),
                evidence=v.evidence,
            )
            for v in shape.versions
        ),
        penalties=tuple(
            Penalty(
                **p.model_dump(exclude={"regulations", "touches"}),
                regulations=tuple(p.regulations),
                touches=tuple(p.touches),
            )
            for p in shape.penalties
        ),
        open_points=tuple(OpenPoint(**p.model_dump()) for p in shape.open_points),
    )
