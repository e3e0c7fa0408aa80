"""The DPIA on the command line: what answers come to, and a record of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.cli.conftest import Run
from tests.dpia import HIGH, LOW, MEDIUM, WRITTEN, measure, risk
from tests.pdfcheck import check


@pytest.mark.parametrize("prefix", ["", "dpia."])
def test_levels_and_result_come_from_an_answers_object(run: Run, prefix: str) -> None:
    answers = {
        **WRITTEN,
        "risks": [risk(HIGH), risk(LOW, overall_risk="medium", overall_risk_reason="Press.")],
        "measures": [measure(1, MEDIUM), measure(2, LOW)],
    }
    given = {f"{prefix}{key}": value for key, value in answers.items()}
    found = json.loads(run("evaluate", "dpia", given=given).out)
    assert (found["result"], found["dpia_result"]) == ("can_proceed_with_measures",) * 2
    assert found["missing"] == []
    assert found["worked_out"] == {
        "dpia.risks": [
            {"risk_no": 1, "overall_risk": "high"},
            {"risk_no": 2, "overall_risk": "medium"},
        ],
        "dpia.measures": [
            {"risk_no": 1, "residual_risk": "medium"},
            {"risk_no": 2, "residual_risk": "low"},
        ],
    }


def test_the_house_setting_comes_as_a_fact(run: Run) -> None:
    risks = [risk({"likelihood": "remote", "severity": "severe"})]
    for facts, level in (({}, "low"), ({"severe_remote": "medium"}, "medium")):
        given = {"answers": {"risks": risks}, "facts": facts}
        found = json.loads(run("evaluate", "dpia", given=given).out)
        assert found["worked_out"]["dpia.risks"] == [{"risk_no": 1, "overall_risk": level}]


@pytest.mark.parametrize(
    "wrong",
    [
        {"likelihood": "certain"},
        {"overall_risk": "extreme"},
        {"suggested": "r_made_up"},
        {"colour": "red"},
        {"risk_no": "one"},
    ],
)
def test_what_does_not_fit_a_row_is_refused(run: Run, wrong: dict[str, Any]) -> None:
    ran = run("evaluate", "dpia", given={"risks": [risk(LOW, **wrong)]})
    assert (ran.code, ran.out) == (3, "")


@pytest.fixture(scope="module")
def answers_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    answers = {
        **WRITTEN,
        "parties": [{"name": "Mailing house", "role": "processor", "does": "Prints."}],
        "risks": [risk(HIGH), risk(LOW, overall_risk="medium", overall_risk_reason="Press.")],
        "measures": [measure(1, HIGH), measure(2, LOW)],
        "ico_consulted": "no",
    }
    path = tmp_path_factory.mktemp("dpia") / "answers.json"
    whole = {"activity": {"title": "Alarm offer"}, "answers": answers, "as_at": "2026-11-22"}
    path.write_text(json.dumps(whole), "utf-8")
    return path


def test_a_record_prints_every_row_and_says_the_grid_in_words(
    run: Run, answers_file: Path, tmp_path: Path
) -> None:
    out, again = tmp_path / "dpia.pdf", tmp_path / "again.pdf"
    for path in (out, again):
        assert (
            run("record", "dpia", "--answers", str(answers_file), "--out", str(path)).code == 0
        )
    assert out.read_bytes() == again.read_bytes()
    reader = PdfReader(out)
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in (
        "Consult the Information Commission first",
        "Risks before and after measures",
        "Risk 1",
        "Risk 2",
        "Somebody reads it.",
        "Why raised",
        "Press.",
        "Check the list.",
        "Communications officer",
        "1 December 2026",
        "Mailing house",
    ):
        assert words in text, words
    assert not check([out], ("3a", "ua1"))
    figures = alternate_texts(reader)
    assert (
        "Before measures: 1 high (possible, severe); 2 raised to medium (remote, minimal). "
        "After approved measures: 1 high (possible, severe); 2 low (remote, minimal)."
    ) in figures


def alternate_texts(reader: PdfReader) -> list[str]:
    """What readers say of the pictures: kept in clear text in the tags."""
    found = (
        reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))
    )
    return [
        str(entry["/Alt"])
        for entry in found
        if isinstance(entry, DictionaryObject) and "/Alt" in entry
    ]
