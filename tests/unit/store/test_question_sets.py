"""Question sets: the shipped ones, an organisation's own, and every version ever asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dpia_wizard.codec.questionnaire import QuestionSet
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.resources import resource_path
from dpia_wizard.store.question_sets import QuestionSets
from tests.builders import OFFERED, an_assessment
from tests.unit.store.conftest import forbidden

DATA = Path(__file__).parents[2] / "data"
EVERYTHING = (DATA / "everything.yaml").read_text("utf-8")


@pytest.fixture
def sets(tmp_path: Path) -> QuestionSets:
    return opened(tmp_path)


def opened(folder: Path, organisation: str = "Example Housing") -> QuestionSets:
    return QuestionSets(own=folder / "own", kept=folder / "kept", organisation=organisation)


def own(folder: Path, name: str, text: str) -> None:
    (folder / "own").mkdir(exist_ok=True)
    (folder / "own" / name).write_text(text, "utf-8")


def asked(found: QuestionSet) -> Assessment:
    return an_assessment(found.id, set_digest=found.digest)


def test_the_shipped_sets_come_in_the_order_of_a_case(sets: QuestionSets) -> None:
    assert [found.id for found in sets.current()] == list(OFFERED)
    titles = dict(sets.titles())
    assert list(titles) == list(OFFERED)
    assert (titles["screening"], titles["lia"], titles["dpia"]) == ("Screening", "LIA", "DPIA")
    assert sets.problems == []


def test_an_own_set_comes_after_the_shipped_ones(tmp_path: Path) -> None:
    own(tmp_path, "everything.yaml", EVERYTHING)
    sets = opened(tmp_path)
    assert [found.id for found in sets.current()] == [*OFFERED, "everything"]
    assert sets.get("everything").id == "everything"
    assert (tmp_path / "own" / "everything.yaml") in sets.files()


def test_an_own_set_with_mistakes_is_left_out_and_named(tmp_path: Path) -> None:
    own(tmp_path, "a.yaml", "id: [")
    own(tmp_path, "b.yaml", EVERYTHING.replace("kind: date", "kind: novel", 1))
    own(tmp_path, "everything.yaml", EVERYTHING)
    (tmp_path / "own" / "c.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "own" / "d.yaml").mkdir()
    sets = opened(tmp_path)
    assert [found.id for found in sets.current()] == [*OFFERED, "everything"]
    assert sorted({problem.split(":")[0] for problem in sets.problems}) == [
        "a.yaml",
        "b.yaml",
        "c.yaml",
        "d.yaml",
    ]


def test_a_set_nobody_knows_is_not_found(sets: QuestionSets) -> None:
    with pytest.raises(NotFoundError):
        sets.get("lai")


def test_what_was_asked_stays_readable_after_the_set_has_changed(tmp_path: Path) -> None:
    own(tmp_path, "everything.yaml", EVERYTHING)
    first = opened(tmp_path)
    found = first.get("everything")
    first.keep(found)
    first.keep(found)
    own(tmp_path, "everything.yaml", EVERYTHING.replace("Which day?", "On which day?"))
    later = opened(tmp_path)
    said = later.say(asked(found))
    assert said.question("everything.day").text == "Which day?"
    assert later.get("everything").say().question("everything.day").text == "On which day?"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"id": "everything"}', "[" * 99_999])
def test_a_kept_set_that_is_damaged_is_not_found(tmp_path: Path, damage: str) -> None:
    own(tmp_path, "everything.yaml", EVERYTHING)
    sets = opened(tmp_path)
    found = sets.get("everything")
    sets.keep(found)
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_text(damage)
    (tmp_path / "own" / "everything.yaml").unlink()
    with pytest.raises(NotFoundError):
        opened(tmp_path).of(asked(found))


def test_a_kept_set_with_other_content_than_its_name_says_is_not_found(tmp_path: Path) -> None:
    own(tmp_path, "everything.yaml", EVERYTHING)
    sets = opened(tmp_path)
    found = sets.get("everything")
    sets.keep(found)
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_text(kept.read_text("utf-8").replace("Which day?", "What?"), "utf-8")
    (tmp_path / "own" / "everything.yaml").unlink()
    with pytest.raises(NotFoundError):
        opened(tmp_path).of(asked(found))


def test_a_digest_nobody_knows_is_not_found(sets: QuestionSets) -> None:
    with pytest.raises(NotFoundError) as refused:
        sets.of(an_assessment("lia"))
    assert refused.value.facts == {"what": "question set", "name": "lia 1.0.0"}


def test_questions_speak_of_the_organisation_of_the_day(sets: QuestionSets) -> None:
    lia = asked(sets.get("lia"))
    then = replace(lia, organisation="Old Name")
    rule = sets.say(lia).rulings[0].rules[-1].because
    assert "Example Housing" in rule
    assert "Old Name" in sets.say(then).rulings[0].rules[-1].because
    sets.organisation = "New Name"
    assert "New Name" in sets.say(lia).rulings[0].rules[-1].because
    assert sets.say(lia) is sets.say(lia)


def test_the_stamp_changes_with_the_sets_for_new_assessments(tmp_path: Path) -> None:
    before = opened(tmp_path).stamp()
    assert opened(tmp_path).stamp() == before
    own(tmp_path, "everything.yaml", EVERYTHING)
    assert opened(tmp_path).stamp() != before


def test_sets_can_be_asked_where_nothing_may_be_written(tmp_path: Path) -> None:
    with forbidden(tmp_path):
        assert opened(tmp_path).get("lia").id == "lia"


def test_the_shipped_files_are_found() -> None:
    assert (resource_path("questionnaires") / "lia.yaml").is_file()
    with pytest.raises(FileNotFoundError):
        resource_path("no such folder")


def test_a_set_that_is_asked_no_more_has_no_present_version(sets: QuestionSets) -> None:
    assert sets.newest("long-gone") is None
    assert sets.newest("screening") is not None
