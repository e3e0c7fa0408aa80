"""The worker's part in checking records."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dpia_wizard.cli.worker_handler import Handler, now
from dpia_wizard.codec.report_file import dump_report, load_reports
from dpia_wizard.domain.errors import NotARecordError
from dpia_wizard.jobs import messages
from dpia_wizard.jobs.check_record import check_file
from dpia_wizard.jobs.check_register import KnownHere
from dpia_wizard.jobs.export_report import export_reports
from dpia_wizard.jobs.open_record import read_record_bytes
from dpia_wizard.store.workspace import Workspace


def _check(workspace: Workspace, message: messages.CheckFile) -> Mapping[str, Any]:
    report = check_file(
        Path(message.path),
        trust_folder=workspace.trust_folder,
        sets=workspace.sets,
        register=KnownHere(workspace),
        at=now(),
    )
    return {"report": dump_report(report)}


def _read(_workspace: Workspace, message: messages.ReadAnswers) -> Mapping[str, Any]:
    path = Path(message.path)
    try:
        return {"record": read_record_bytes(path).decode("utf-8")}
    except UnicodeDecodeError as error:
        raise NotARecordError(source=path.name, problem="broken_json") from error


def _export(_workspace: Workspace, message: messages.ExportReport) -> Mapping[str, Any]:
    export_reports(load_reports(message.reports), Path(message.out), at=now())
    return {"out": message.out}


HANDLERS: Mapping[type[messages.Message], Handler] = {
    messages.CheckFile: _check,
    messages.ReadAnswers: _read,
    messages.ExportReport: _export,
}
