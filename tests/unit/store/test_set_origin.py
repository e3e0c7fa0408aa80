"""Whose a question set is."""

from __future__ import annotations

from pathlib import Path

from dpia_wizard.codec.questionnaire import QuestionSet, read_questionnaire
from dpia_wizard.store.question_sets import QuestionSets
from dpia_wizard.store.set_origin import Origin, origin_of
from tests.builders import shipped_sets

FAIR = Path(__file__).parents[2] / "data" / "fair.yaml"


def read(path: Path) -> QuestionSet:
    return read_questionnaire(path.read_text("utf-8"), source=path.name)


def origin(sets: QuestionSets, found: QuestionSet) -> Origin:
    return origin_of(sets, found.id, found.shape.version, found.digest)


def test_every_set_we_ship_is_listed_as_published(tmp_path: Path) -> None:
    """A set that changes gets a new version, and a line more in published.json."""
    sets = QuestionSets(own=tmp_path, kept=tmp_path)
    for path in shipped_sets():
        assert origin(sets, read(path)) is Origin.OURS, path.name


def test_an_organisations_own_set_is_known_only_from_its_own_folder(tmp_path: Path) -> None:
    fair = read(FAIR)
    sets = QuestionSets(own=tmp_path / "own", kept=tmp_path / "kept")
    sets.keep(fair)
    assert origin(sets, fair) is Origin.UNKNOWN  # it merely came along with a record
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / FAIR.name).write_text(FAIR.read_text("utf-8"), "utf-8")
    there = QuestionSets(own=tmp_path / "own", kept=tmp_path / "kept")
    assert origin(there, fair) is Origin.OWN


def test_a_set_in_the_name_of_ours_is_false(tmp_path: Path) -> None:
    sets = QuestionSets(own=tmp_path, kept=tmp_path)
    ours = sets.get("lia")
    assert origin_of(sets, ours.id, ours.shape.version, "0" * 64) is Origin.FALSE
    assert origin_of(sets, ours.id, "99.0.0", "0" * 64) is Origin.UNKNOWN
