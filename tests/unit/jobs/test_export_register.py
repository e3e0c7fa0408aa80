"""The register as a table, read again the way spreadsheets and programs read it."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dpia_wizard.app.start import edit_details
from dpia_wizard.domain.activity import Details
from dpia_wizard.domain.sending import StruckOut
from dpia_wizard.jobs.export_register import FORMATS, export_register
from dpia_wizard.jobs.open_example import open_example
from dpia_wizard.store.workspace import Workspace, open_workspace
from tests.builders import NOW, OWNER, TODAY, a_sending
from tests.unit.jobs.two_desks import begun, desk_of

ODD = "=HYPERLINK(1)\x07"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The example, and a draft with an odd title."""
    desk = desk_of(tmp_path_factory.mktemp("register"), OWNER)
    open_example(desk.workspace, label="ACT-9999")
    draft = edit_details(desk, begun(desk), Details(title=ODD, owner=OWNER))
    struck = StruckOut(by=OWNER, at=NOW, reason="Entered twice.")
    early = a_sending("early", sent_on=TODAY - timedelta(9))
    desk.save(replace(draft, sendings=(early, a_sending(), a_sending("2", struck_out=struck))))
    desk.close()
    return open_workspace(desk.workspace.folder)


def exported(workspace: Workspace, folder: Path, kind: str) -> bytes:
    out = folder / f"register.{kind}"
    assert export_register(workspace, out, kind=kind, today=TODAY) == 2
    return out.read_bytes()


def sheet_in(data: bytes) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(data)).worksheets[0]


def rows_of(sheet: Worksheet) -> list[dict[str, Any]]:
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


def test_a_spreadsheet_tells_what_each_assessment_came_to(
    workspace: Workspace, tmp_path: Path
) -> None:
    example, draft = rows_of(sheet_in(exported(workspace, tmp_path, "xlsx")))
    assert example["Label"] == "ACT-9999"
    assert example["Owner"] == "Campaign owner"
    assert example["LIA: state"] == "Signed off"
    assert example["LIA: result"] == "Legitimate interests can be relied on"
    assert example["LIA: approved by"] == "Head of communications, Approver"
    assert example["LIA: approved at (UTC)"] == datetime(2026, 11, 22, 11, 4)  # noqa: DTZ001 - as it stands in the cell
    assert example["Next review"] == datetime(2027, 11, 20)  # noqa: DTZ001 - as above
    assert example["Out of date?"] == "no"
    assert example["Ready to send"] == "yes"
    assert draft["Label"] == "ACT-10000"
    assert draft["Ready to send"] == "no"
    assert draft["Screening: state"] == "Not started"
    assert draft["LIA: state"] == "Draft"
    assert draft["LIA: result"] is None
    assert draft["Next review"] is None
    assert (example["Times sent"], example["Last sent"]) == (0, None)
    assert (draft["Times sent"], draft["Last sent"]) == (2, datetime(2026, 11, 22))  # noqa: DTZ001 - as above


def test_the_headings_stay_and_every_column_is_wide_enough(
    workspace: Workspace, tmp_path: Path
) -> None:
    sheet = sheet_in(exported(workspace, tmp_path, "xlsx"))
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    for number, column in enumerate(sheet.iter_cols(), start=1):
        width = sheet.column_dimensions[get_column_letter(number)].width
        longest = max(len(str(cell.value)) for cell in column if isinstance(cell.value, str))
        assert min(longest, 57) < width <= 60
    assert all(cell.font.bold for cell in sheet[1])


def test_dates_are_dates_and_text_is_never_a_formula(
    workspace: Workspace, tmp_path: Path
) -> None:
    sheet = sheet_in(exported(workspace, tmp_path, "xlsx"))
    cells = {
        str(cell.value): cell
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell)
    }
    assert cells["2027-11-20 00:00:00"].is_date
    assert cells["2027-11-20 00:00:00"].number_format == "d mmm yyyy"
    odd = cells["=HYPERLINK(1)\N{REPLACEMENT CHARACTER}"]
    assert odd.data_type == "s"
    assert odd.quotePrefix


def test_csv_holds_the_same_rows_and_no_formula(workspace: Workspace, tmp_path: Path) -> None:
    sheet = rows_of(sheet_in(exported(workspace, tmp_path, "xlsx")))
    data = exported(workspace, tmp_path, "csv")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[1]["Title"] == f"'{ODD}"
    for told, shown in zip(rows, sheet, strict=True):
        assert list(told) == list(shown)
        for heading in told.keys() - {"Title"}:
            assert told[heading] == as_text(shown[heading])


def as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime(hour=0, minute=0):
            return f"{value:%Y-%m-%d}"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case _:
            return str(value)


def test_json_names_the_same_values_for_programs(workspace: Workspace, tmp_path: Path) -> None:
    example, draft = json.loads(exported(workspace, tmp_path, "json"))
    assert example["lia.state"] == "signed_off"
    assert example["lia.version"] == 1
    assert example["lia.approved_at"] == "2026-11-22T11:04:00Z"
    assert example["lia.signed_as"] == "completed, advised, approved"
    assert example["next_review"] == "2027-11-20"
    assert example["out_of_date"] is False
    assert draft["screening.state"] == "not_started"
    assert draft["title"] == ODD
    assert list(example) == list(draft)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_register_without_activities_is_a_table_of_headings(
    kind: str, tmp_path: Path
) -> None:
    out = tmp_path / f"register.{kind}"
    workspace = open_workspace(tmp_path / "data")
    assert export_register(workspace, out, kind=kind, today=TODAY) == 0
    data = out.read_bytes()
    match kind:
        case "xlsx":
            assert rows_of(sheet_in(data)) == []
        case "csv":
            assert data.decode("utf-8-sig").startswith("Label,Title,")
        case _:
            assert json.loads(data) == []


def test_what_may_be_out_of_date_is_marked_for_its_set_and_the_activity(
    tmp_path: Path,
) -> None:
    desk = desk_of(tmp_path, OWNER)
    opened = open_example(desk.workspace, label="ACT-0001", name="council_message")
    activity = desk.store.load(opened.activity.id)
    edit_details(desk, activity, Details(title="Another", owner=OWNER))
    desk.close()
    out = tmp_path / "r.json"
    export_register(desk.workspace, out, kind="json", today=TODAY)
    (row,) = json.loads(out.read_bytes())
    assert row["out_of_date"] is True
    assert row["screening.out_of_date"] is True


def test_a_damaged_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, OWNER)
    begun(desk)
    damaged = begun(desk)
    (desk.workspace.folder / "activities" / f"{damaged.id}.json").write_text("{")
    desk.close()
    workspace = open_workspace(desk.workspace.folder)
    out = tmp_path / "r.json"
    assert export_register(workspace, out, kind="json", today=TODAY) == 1
    assert [found.name for found in workspace.store.set_aside] == [f"{damaged.id}.json"]


def test_answers_whose_questions_are_lost_still_have_a_row(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, OWNER)
    activity = begun(desk)
    file = desk.workspace.folder / "activities" / f"{activity.id}.json"
    digest = activity.assessments[0].set_digest
    text = file.read_text("utf-8").replace(digest, "0" * 64).replace('"lia"', '"gone"')
    file.write_text(text, "utf-8")
    out = tmp_path / "r.json"
    export_register(open_workspace(desk.workspace.folder), out, kind="json", today=TODAY)
    (row,) = json.loads(out.read_bytes())
    assert (row["gone.state"], row["gone.result"]) == ("draft", None)
