"""Files made to break the check, or by somebody else: one sentence each, in bounded means."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import cache
from hashlib import md5
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject, StreamObject

from dpia_wizard.codec.record import dump_record, record_bytes
from dpia_wizard.domain.checking import Verdict
from tests.unit.jobs.checked import approved_pdf, completed
from tests.unit.report.test_attachment import with_stream

_GIGABYTE = 1024 * 1024 * 1024
_MOST_MEGABYTES = 700
"""Of address space beyond what the program has once everything is loaded."""
_MOST_SECONDS = 20

# checks one file with little memory to spare, and tells how much it took
_CHECK = """
import json, resource, sys, time
from pathlib import Path
from dpia_wizard.codec.report_file import dump_report
from dpia_wizard.jobs.check_record import check_file
from tests.unit.jobs.checked import our_sets
sets = our_sets(); sets.current()
pages = int(Path("/proc/self/statm").read_text().split()[0])
most = pages * resource.getpagesize() + int(sys.argv[2]) * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (most, most))
before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
report = check_file(Path(sys.argv[1]), trust_folder=Path("/nowhere"), sets=sets)
took = time.monotonic() - began
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
print(json.dumps({"report": dump_report(report), "seconds": took, "megabytes": grown}))
"""


def another_makers_pdf() -> bytes:
    made: bytes = weasyprint.HTML(string="<p>A letter.</p>").write_pdf()
    return made


def encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(completed().unsigned)))
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


@cache
def a_gigabyte_packed() -> bytes:
    packer = zlib.compressobj(9)
    chunk = bytes(16 * 1024 * 1024)
    parts = [packer.compress(chunk) for _ in range(_GIGABYTE // len(chunk))]
    return b"".join([*parts, packer.flush()])


def bomb() -> bytes:
    return with_stream(a_gigabyte_packed(), size=_GIGABYTE, checksum=b"0" * 16)


def bomb_beside_a_record() -> bytes:
    """A record of ours with a second attachment that unpacks without end."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(completed().unsigned)))
    writer.add_attachment("more.bin", b"x")
    stream = next(
        o
        for o in writer._objects
        if isinstance(o, StreamObject) and o.get("/Type") == "/EmbeddedFile" and o._data == b"x"
    )
    stream._data = a_gigabyte_packed()
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    stream[NameObject("/Length")] = NumberObject(len(stream._data))
    return written(writer)


def from_the_future() -> bytes:
    plain = {**dump_record(completed().record), "format": 2, "mood": "good"}
    data = record_bytes(plain)
    digest = md5(data, usedforsecurity=False).digest()
    return with_stream(data, size=len(data), checksum=digest, packed=False)


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


CASES: dict[str, tuple[Callable[[], bytes], Verdict, str]] = {
    "another maker's PDF": (another_makers_pdf, Verdict.NOT_A_RECORD, "without one of our"),
    "an encrypted PDF": (encrypted, Verdict.UNREADABLE, "locked with a password"),
    "0 bytes": (lambda: b"", Verdict.UNREADABLE, "0 bytes"),
    "no PDF": (lambda: b"PK\x03\x04 a document", Verdict.UNREADABLE, "not a PDF file"),
    "half a file": (lambda: approved_pdf()[:30_000], Verdict.UNREADABLE, "damaged"),
    "a gigabyte as a record": (bomb, Verdict.UNREADABLE, "larger than any record"),
    "a future format": (from_the_future, Verdict.UNREADABLE, "newer version of the program"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_gets_one_clear_sentence(tmp_path: Path, case: str) -> None:
    make, verdict, words = CASES[case]
    path = tmp_path / "record.pdf"
    path.write_bytes(make())
    report = within_bounds(path)
    assert report["verdict"] == verdict.value
    assert words in report["text"]
    assert report["text"].count(". ") <= 1
    assert report["checks"] == []


def test_200_megabytes_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200 * 1024 * 1024)
    report = within_bounds(path, megabytes=20)
    assert report["verdict"] == "unreadable"
    assert "larger than any record" in report["text"]


def test_an_attachment_beside_the_record_is_never_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(bomb_beside_a_record())
    report = within_bounds(path)
    assert report["verdict"] == "not_a_record"


@pytest.mark.parametrize("what", ["packed", "plain", "endless"])
def test_pages_that_take_too_much_leave_the_question_open(tmp_path: Path, what: str) -> None:
    """A record of another build, so that its pages have to be read."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(completed(program="0.0.1").unsigned)))
    content = StreamObject()
    if what == "packed":
        content._data = a_gigabyte_packed()
        content[NameObject("/Filter")] = NameObject("/FlateDecode")
    elif what == "plain":
        content._data = b"q Q " * 3_000_000
    else:
        content._data = zlib.compress(b"BT (a) Tj ET " * 300_000)
        content[NameObject("/Filter")] = NameObject("/FlateDecode")
    content[NameObject("/Length")] = NumberObject(len(content._data))
    reference = writer._add_object(content)
    for page in writer.pages:
        page[NameObject("/Contents")] = ArrayObject([reference])
    path = tmp_path / "record.pdf"
    path.write_bytes(written(writer))
    report = within_bounds(path, seconds=40)
    pages = next(check for check in report["checks"] if check["id"] == "pages")
    assert pages["grade"] == "cannot_tell"


def test_a_folder_a_pipe_and_nothing_at_all_are_no_files(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/zero"), tmp_path / "none.pdf"):
        report = within_bounds(path)
        assert report["verdict"] == "unreadable"
        assert "not a file" in report["text"]


def within_bounds(
    path: Path, *, megabytes: int = _MOST_MEGABYTES, seconds: int = _MOST_SECONDS
) -> dict[str, Any]:
    """The report on a file, made with no more memory and time than that."""
    done = subprocess.run(
        [sys.executable, "-c", _CHECK, str(path), str(megabytes)],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parents[3],
        timeout=seconds + 60,
    )
    told = json.loads(done.stdout)
    assert told["seconds"] < seconds, told["seconds"]
    assert told["megabytes"] < megabytes
    assert done.stderr == b""
    report: dict[str, Any] = told["report"]
    return report
