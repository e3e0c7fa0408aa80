"""House rules on disk: replaced whole, put aside where damaged, in the backup and the sets."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from dpia_wizard.codec.house_file import dump_house
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.domain.house import House, HouseChoice
from dpia_wizard.jobs.doctor import examine
from dpia_wizard.store.backup import write_backup
from dpia_wizard.store.house_file import load_house, read_house, save_house
from dpia_wizard.store.workspace import open_workspace
from tests.builders import DPO, NOW, an_assessment

MEDIUM = House(
    log=(
        HouseChoice(
            set_id="dpia",
            setting="severe_remote",
            before="low",
            after="medium",
            reason="Careful.",
            by=DPO,
            at=NOW,
        ),
    )
)


def test_what_was_chosen_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "house.json"
    assert read_house(path) == House()
    save_house(path, MEDIUM)
    assert read_house(path) == MEDIUM


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        json.dumps({"format": 1, "log": [{"set_id": "dpia"}]}),
        json.dumps({"format": 1, "log": [], "more": 1}),
    ],
)
def test_damaged_choices_are_put_aside_and_never_counted(tmp_path: Path, text: str) -> None:
    path = tmp_path / "house.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableError):
        read_house(path)
    assert load_house(path) == House()
    found = examine(tmp_path).findings
    assert [f.problem for f in found if f.file == "house.json"] == ["house_rules_unreadable"]
    workspace = open_workspace(tmp_path)
    assert [aside.name for aside in workspace.store.set_aside] == ["house.json"]
    assert (tmp_path / "set-aside" / "house.json").read_text("utf-8") == text
    save_house(path, MEDIUM)  # there is room for new ones


def test_choices_of_a_newer_program_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "house.json"
    path.write_text(json.dumps({**dump_house(MEDIUM), "format": 2}), "utf-8")
    open_workspace(tmp_path)
    with pytest.raises(UnreadableError):
        save_house(path, MEDIUM)
    assert json.loads(path.read_text("utf-8"))["format"] == 2


def test_they_are_in_the_backup(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    workspace = open_workspace(folder)
    save_house(workspace.house_path, MEDIUM)
    write_backup(folder, tmp_path / "b.zip", made_by="x", at=NOW)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert "house.json" in archive.namelist()


def test_every_way_to_a_set_knows_the_choices(tmp_path: Path) -> None:
    sets = open_workspace(tmp_path).sets
    found = sets.get("dpia")
    sets.keep(found)
    asked = an_assessment("dpia", set_digest=found.digest)
    plain = (found.digest, found.plain)
    before = sets.stamp()
    for house, default in ((MEDIUM, "medium"), (House(), "low")):
        sets.house = house
        for said in (
            sets.say(asked),
            sets.of(asked).say(),
            sets.get("dpia").say(),
            next(s for s in sets.current() if s.id == "dpia").say(),
        ):
            assert [s.default for s in said.house] == [default]
        assert (sets.stamp() == before) is (house is not MEDIUM)  # the register looks anew
    assert (sets.get("dpia").digest, sets.get("dpia").plain) == plain
