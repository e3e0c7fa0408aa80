"""The file of the law: sound as shipped, and every mistake named with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dpia_wizard.codec.law_file import read_law
from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.domain.errors import BadQuestionnaireError
from dpia_wizard.resources import resource_path
from dpia_wizard.store.law import LAW_FILE
from dpia_wizard.store.question_sets import QuestionSets
from tests.builders import shipped_sets

TEXT = (resource_path("questionnaires") / LAW_FILE).read_text("utf-8")
SMALL = """\
versions:
  - {id: old, since: 2020-01-01, title: Old, changes: [It began.], cite: A, evidence: statute}
  - {id: new, since: 2026-01-01, title: New, changes: [It changed.], touches: [fair],
     cite: B, evidence: quoted}
penalties:
  - {id: low, since: 2020-01-01, until: 2025-12-31, most_pounds: 5, breaches: All,
     cite: A, evidence: memory, under: x}
  - {id: high, since: 2026-01-01, most_pounds: 9, breaches: All,
     cite: B, evidence: memory, under: x}
open_points:
  - {id: odd, title: Odd, text: So., default: No., who: DPO, set_id: fair, setting: strict,
     cite: C, evidence: reported}
"""
MISTAKES = {
    "since: 2026-01-01, title": (
        "since: 2019-01-01, title",
        "3: versions run from the oldest to the newest",
    ),
    "id: new": ("id: old", "3: the id “old” is taken"),
    "until: 2025-12-31": ("until: 2019-12-31", "6: “low” ends before it begins"),
    "since: 2026-01-01, most": (
        "since: 2025-12-31, most",
        "8: “high” and “low” fit the same breach",
    ),
    "evidence: reported": (
        "evidence: hearsay",
        "12: “evidence” must be one of statute, regulator, quoted, reported, memory",
    ),
    "touches: [fair]": ("touches: [unfair]", "3: no question set is called “unfair”"),
    "set_id: fair, ": ("", "11: a house setting needs the “set_id” of its question set"),
    "setting: strict": ("setting: lax", "11: “fair” has no house setting “lax”"),
    "most_pounds: 9": ("most_pounds: 0", "8: “most_pounds” must be at least 1"),
    "changes: [It began.]": ("changes: []", "2: “changes” must not be empty"),
}


def problems_of(text: str) -> list[str]:
    with pytest.raises(BadQuestionnaireError) as refused:
        read_law(text, source="law.yaml", settings={"fair": ["strict"]})
    problems = refused.value.facts["problems"]
    assert isinstance(problems, list)
    return problems


def test_the_law_we_ship_names_only_sets_and_settings_there_are(tmp_path: Path) -> None:
    sets = QuestionSets(own=tmp_path, kept=tmp_path)
    law = read_law(TEXT, source=LAW_FILE, settings=sets.house_settings())
    settled = {(point.set_id, point.setting) for point in law.open_points if point.setting}
    wanted = {(s, name) for s, names in sets.house_settings().items() for name in names}
    assert settled == wanted  # no house setting of ours goes unexplained


def test_every_set_we_ship_is_written_for_a_law_we_know() -> None:
    known = {v.id: v.since for v in read_law(TEXT, source=LAW_FILE).versions}
    for path in shipped_sets():
        said = read_questionnaire(path.read_text("utf-8"), source=path.name).say()
        assert known[said.law_version] <= said.law_as_at, path.name


@pytest.mark.parametrize("there", MISTAKES)
def test_each_mistake_is_named_with_its_line(there: str) -> None:
    wrong, said = MISTAKES[there]
    assert SMALL.count(there) == 1
    assert problems_of(SMALL.replace(there, wrong)) == [f"law.yaml:{said}"]


def test_all_problems_are_listed_at_once() -> None:
    text = SMALL.replace("id: new", "id: old").replace("setting: strict", "setting: lax")
    assert len(problems_of(text)) == 2
    assert problems_of("versions: [") != []


def test_a_version_may_lie_in_the_future() -> None:
    law = read_law(SMALL.replace("2026-01-01", "2036-01-01"), source="law.yaml")
    assert law.on(date(2030, 1, 1)).id == "old"
    assert law.touching("fair")[0].news == "It changed"
