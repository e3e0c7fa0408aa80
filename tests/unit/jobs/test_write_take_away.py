"""Take-aways as files: archival PDF with the signed DPIA in it, Word, and a reason for none."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import KeptRecord, Status
from dpia_wizard.domain.errors import NoTakeAwayError
from dpia_wizard.domain.take_away import TakeAwayKind
from dpia_wizard.jobs.write_take_away import write_take_away
from dpia_wizard.store.workspace import Workspace, open_workspace
from tests.builders import NOW
from tests.dpia import HIGH, WRITTEN, measure, risk
from tests.pdfcheck import check
from tests.take_aways import EMAIL_TO_TENANTS, a_draft, marketing, shipped, the_activity

ODD = "Tenants <b>{task}\x07 \u05d0\u05d1 \U0001f600"
KEPT = b"%PDF-1.7 the signed DPIA"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    opened = open_workspace(tmp_path_factory.mktemp("data"))
    for question_set in shipped().values():
        opened.sets.keep(question_set)
    return opened


@pytest.fixture(scope="module")
def activity(workspace: Workspace) -> Activity:
    told = {"risks": [risk(HIGH, risk_no=1)], "measures": [measure(1, HIGH)]}
    dpia = a_draft("dpia", {**WRITTEN, **told}, set_digest=shipped()["dpia"].digest)
    kept = KeptRecord(file="dpia-v1.pdf", sha256=sha256(KEPT).hexdigest(), fingerprint="0b36")
    rules = marketing({**EMAIL_TO_TENANTS, "audience": ODD})
    found = the_activity(
        replace(rules, set_digest=shipped()["marketing-rules"].digest),
        replace(dpia, status=Status.SIGNED_OFF, kept=kept),
    )
    workspace.records.keep(found.id, "dpia-v1", KEPT)
    return workspace.store.save(found)


def test_the_pdfs_are_archival_and_the_pack_carries_the_signed_dpia(
    workspace: Workspace, activity: Activity, tmp_path: Path
) -> None:
    kinds = (TakeAwayKind.SEND_CARD, TakeAwayKind.SUBMISSION_PACK)
    files = [tmp_path / f"{kind}.pdf" for kind in kinds]
    for kind, out in zip(kinds, files, strict=True):
        written = write_take_away(
            workspace, activity_id=activity.id, kind=kind, made_as="pdf", out=out, at=NOW
        )
        assert written.gaps  # nothing is said of the organisation yet
    assert not check(files)
    card, pack = map(PdfReader, files)
    assert pack.attachments == {"dpia-v1.pdf": [KEPT]}
    assert "Attached: dpia-v1.pdf" in pack.pages[0].extract_text()
    assert "eight weeks" not in "".join(page.extract_text() for page in pack.pages)
    assert not card.attachments
    assert "Tenants <b>{task}" in card.pages[0].extract_text()
    assert "It rests on answers that are not signed off yet" in card.pages[0].extract_text()


def test_word_holds_the_same_words(
    workspace: Workspace, activity: Activity, tmp_path: Path
) -> None:
    out = tmp_path / "notice.docx"
    written = write_take_away(
        workspace,
        activity_id=activity.id,
        kind=TakeAwayKind.PRIVACY_NOTICE,
        made_as="docx",
        out=out,
        at=NOW,
    )
    said = [paragraph.text for paragraph in docx.Document(str(out)).paragraphs]
    for block in written.blocks:
        text = getattr(block, "text", "")
        assert any(text in line for line in said)


def test_a_document_that_cannot_be_had_says_why_and_writes_nothing(
    workspace: Workspace, activity: Activity, tmp_path: Path
) -> None:
    without = replace(
        activity, id="0" * 8 + activity.id[8:], assessments=activity.assessments[:1], revision=0
    )
    workspace.store.save(without)
    out = tmp_path / "pack.pdf"
    with pytest.raises(NoTakeAwayError, match="There is no DPIA yet"):
        write_take_away(
            workspace,
            activity_id=without.id,
            kind=TakeAwayKind.SUBMISSION_PACK,
            made_as="pdf",
            out=out,
            at=NOW,
        )
    assert not out.exists()
