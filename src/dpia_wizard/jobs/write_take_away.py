"""Writes what people take away from an activity to a file: PDF, Word or text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from dpia_wizard.codec.take_away_words import WRITERS
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import CannotReadError, NoTakeAwayError
from dpia_wizard.domain.take_away import Document, TakeAwayKind
from dpia_wizard.domain.take_away_compose import barrier_to, compose
from dpia_wizard.report.take_away_pages import render_take_away
from dpia_wizard.store.atomic import write_bytes
from dpia_wizard.store.take_aways import case_to_take_away, take_away_texts
from dpia_wizard.store.workspace import Workspace

FORMATS = ("pdf", "docx", *WRITERS)
"""What a take-away can be written as."""


def write_take_away(
    workspace: Workspace,
    *,
    activity_id: str,
    kind: TakeAwayKind,
    made_as: str,
    out: Path,
    at: datetime,
) -> Document:
    """Write a document to `out` and return it, with what is still to be filled in.

    Raises `NotFoundError`, `NoTakeAwayError`, `RenderError` or `CannotWriteError`.
    """
    activity = workspace.store.load(activity_id)
    texts = take_away_texts()
    case = case_to_take_away(workspace, activity, kind, today=at.date())
    barrier = barrier_to(texts, kind, case)
    if barrier is not None:
        raise NoTakeAwayError(kind=kind, because=barrier.because)
    document = compose(texts, kind, case)
    write_bytes(out, _written(workspace, activity, document, made_as, at), private=False)
    return document


def _written(
    workspace: Workspace, activity: Activity, document: Document, made_as: str, at: datetime
) -> bytes:
    words = take_away_texts().words
    match made_as:
        case "pdf":
            beside = _kept(workspace, activity, document.attach)
            return render_take_away(document, words=words, at=at, beside=beside)
        case "docx":
            from dpia_wizard.exchange.word_document import docx_document  # only now needed

            lead = [line for line in (document.draft, *document.about) if line]
            return docx_document(document, lead=lead, at=at)
        case _:
            return WRITERS[made_as](document).encode("utf-8")


def _kept(workspace: Workspace, activity: Activity, key: str) -> Mapping[str, bytes]:
    """The kept PDF of the version the document tells of, if it is there as it was kept."""
    version = next((a for a in activity.assessments if a.key == key), None)
    if version is None or version.kept is None:
        return {}
    try:
        pdf = workspace.records.read(activity.id, version.key)
    except CannotReadError:
        return {}
    whole = hashlib.sha256(pdf).hexdigest() == version.kept.sha256
    return {f"{version.key}.pdf": pdf} if whole else {}
