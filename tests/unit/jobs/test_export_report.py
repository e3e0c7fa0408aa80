"""What checking found, written down: a table and pages."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from dpia_wizard.codec.report_file import dump_report, dump_reports, load_report, load_reports
from dpia_wizard.domain.checking import FileReport
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.jobs.export_report import export_reports, table
from tests.pdfcheck import check as broken_rules
from tests.unit.jobs.checked import LATER, approved_pdf, completed, look_at
from tests.unit.report.pages import printed


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[FileReport]:
    folder, elsewhere = (tmp_path_factory.mktemp(name) for name in ("here", "elsewhere"))
    good = look_at(folder, approved_pdf())
    return [
        replace(good, file="good.pdf"),
        replace(look_at(elsewhere, approved_pdf(), known=()), file="unknown.pdf"),
        replace(look_at(folder, completed().unsigned), file="unsigned.pdf"),
        replace(look_at(folder, b""), file="empty.pdf"),
    ]


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def test_the_table_has_a_row_a_file_with_who_when_and_each_grade(
    reports: list[FileReport],
) -> None:
    good, unknown, unsigned, empty = rows(table(reports))
    assert [row["Verdict"] for row in (good, unknown, unsigned, empty)] == [
        "Intact",
        "Signer not known here",
        "Not signed",
        "Cannot be read",
    ]
    assert good["Approved by"] == "Alex Hughes, Head of communications"
    assert good["Approved at (UTC)"] == "22 Nov 2026 11:04"
    assert good["Pages match"] == "passed"
    assert unknown["Signer"] == "cannot tell"
    assert (empty["SHA-256"], empty["Pages match"]) == ("", "")


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", " =", "\r="])
def test_no_cell_is_taken_for_a_formula(reports: list[FileReport], begins: str) -> None:
    told = replace(reports[0], title=f"{begins}HYPERLINK(1)", file=f"{begins}1.pdf")
    (row,) = rows(table([told]))
    assert row["Title"].startswith("'")
    assert row["File"].startswith("'")


def test_the_pages_begin_with_a_summary_and_tell_every_check(
    reports: list[FileReport], tmp_path: Path
) -> None:
    out = tmp_path / "check.pdf"
    export_reports(reports, out, at=LATER)
    text = " ".join(printed(out.read_bytes()).split())
    assert "4 files checked, 1 intact and approved" in text
    for report in reports:
        assert report.headline in text
        assert all(check.title in text for check in report.checks)


def test_the_pages_are_fit_for_archives_and_screen_readers(
    reports: list[FileReport], tmp_path: Path
) -> None:
    odd = replace(reports[0], title="<b>\u202eodd\x07 " + "w" * 300, file="\u202eodd.pdf")
    export_reports([*reports, odd], tmp_path / "check.pdf", at=LATER)
    assert broken_rules([tmp_path / "check.pdf"]) == []


def test_reports_go_through_plain_data_unchanged(reports: list[FileReport]) -> None:
    assert [load_report(dump_report(report)) for report in reports] == reports
    assert load_reports(dump_reports(reports)) == reports
    for broken in ("", "{}", '[{"file": 1}]'):
        with pytest.raises(UnreadableError):
            load_reports(broken)
    with pytest.raises(UnreadableError):
        load_report({"file": 1})
