"""The judge of PDF files must itself be able to say both yes and no."""

from pathlib import Path

import pytest
import weasyprint

from tests.pdfcheck import CheckerUnavailableError, check

SOUND = '<html lang="en"><title>A record</title><h1>A record</h1><p>Nothing but text.</p>'


def written(path: Path, html: str, variant: str | None) -> Path:
    weasyprint.HTML(string=html).write_pdf(path, pdf_variant=variant, pdf_tags=bool(variant))
    return path


def test_a_file_that_conforms_breaks_no_rule(tmp_path: Path) -> None:
    archival = written(tmp_path / "archival.pdf", SOUND, "pdf/a-3a")
    accessible = written(tmp_path / "accessible.pdf", SOUND, "pdf/ua-1")
    assert check([archival], ("3a",)) == []
    assert check([accessible], ("ua1",)) == []


def test_each_broken_rule_is_a_line_that_names_file_profile_and_clause(tmp_path: Path) -> None:
    plain = written(tmp_path / "plain é.pdf", SOUND, None)
    no_pdf = tmp_path / "text.pdf"
    no_pdf.write_text("not a PDF")
    lines = check([plain, no_pdf])
    assert any(line.startswith(f"{plain}: 3a 6.1.3-1: ") for line in lines)
    assert any(line.startswith(f"{plain}: ua1 7.1-3: ") for line in lines)
    assert [f"{no_pdf}: {it} could not be read" for it in ("3a", "ua1")] == [
        line.rpartition(": org.")[0] for line in lines if str(no_pdf) in line
    ]


def test_a_check_that_cannot_run_is_not_a_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = written(tmp_path / "archival.pdf", SOUND, "pdf/a-3a")
    with pytest.raises(CheckerUnavailableError, match="no such profile"):
        check([sound], ("9z",))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CheckerUnavailableError, match="default-jdk-headless"):
        check([sound])
