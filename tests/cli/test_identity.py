"""`identity`: made, issued, brought in, listed, trusted and no longer trusted by command."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import stat
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.identity import readable_fingerprint
from dpia_wizard.sign.certificates import fingerprint_of, read_certificate
from tests.builders import APPROVER, OWNER
from tests.cli.conftest import Ran, Run
from tests.signers import certificate
from tests.unit.sign import records

WORDS, OTHER = "several plain words", "another heap of words"
OFFICER = ("--name", "Sam Example", "--role", "Officer", "--organisation", "Example Homes")

Fd = Callable[..., str]


@pytest.fixture
def fd() -> Iterator[Fd]:
    """A file descriptor that gives lines, as a shell's `N< <(…)` does."""
    opened: list[int] = []

    def giving(*lines: str | bytes) -> str:
        reading, writing = os.pipe()
        for line in lines:
            os.write(writing, (line if isinstance(line, bytes) else line.encode()) + b"\n")
        os.close(writing)
        opened.append(reading)
        return str(reading)

    yield giving
    for number in opened:
        os.close(number)


@pytest.fixture
def officer(run: Run, tmp_path: Path, fd: Fd) -> Path:
    out = tmp_path / "officer.p12"
    ran = run("identity", "create", *OFFICER, "--out", str(out), "--passphrase-fd", fd(WORDS))
    assert (ran.code, ran.err) == (0, "")
    return out


def _json(ran: Ran) -> dict[str, object]:
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    assert isinstance(told, dict)
    return told


def _fingerprint(path: Path) -> str:
    pem = path.with_suffix(".pem").read_bytes()
    return fingerprint_of(read_certificate(pem, source="x"))


def test_an_identity_is_made_for_its_owner_alone(officer: Path) -> None:
    assert stat.S_IMODE(officer.stat().st_mode) == 0o600
    assert officer.with_suffix(".pem").read_text().startswith("-----BEGIN CERTIFICATE-----")


def test_what_was_made_is_told_with_its_whole_fingerprint(
    run: Run, tmp_path: Path, fd: Fd
) -> None:
    out = tmp_path / "me.p12"
    ran = run("identity", "create", *OFFICER, "--out", str(out), "--passphrase-fd", fd(WORDS))
    assert "Sam Example, Officer, Example Homes" in ran.out
    assert readable_fingerprint(_fingerprint(out)) in ran.out
    assert WORDS not in ran.out + ran.err


def test_as_json_a_program_finds_all_of_it(run: Run, tmp_path: Path, fd: Fd) -> None:
    out = tmp_path / "me.p12"
    told = _json(
        run("identity", "create", *OFFICER, "--out", str(out), "--json",
            "--passphrase-fd", fd(WORDS))
    )  # fmt: skip
    assert told["fingerprint"] == _fingerprint(out)
    assert (told["file"], told["certificate_file"]) == (str(out), str(tmp_path / "me.pem"))


def test_nothing_is_overwritten(run: Run, officer: Path, fd: Fd) -> None:
    before = officer.read_bytes()
    args = ("identity", "create", *OFFICER, "--out", str(officer))
    ran = run(*args, "--passphrase-fd", fd(WORDS))
    assert ran.code == 3
    assert ran.complaints == [
        f"{officer} is there already and was left as it is. Choose another name."
    ]
    officer.rename(officer.with_name("moved.p12"))
    assert run(*args, "--passphrase-fd", fd(WORDS)).code == 3
    assert officer.with_name("moved.p12").read_bytes() == before


@pytest.mark.parametrize("out", ["me", "me.pem", "me.pdf"])
def test_the_name_of_the_file_must_say_what_it_is(
    run: Run, tmp_path: Path, fd: Fd, out: str
) -> None:
    ran = run("identity", "create", *OFFICER, "--out", str(tmp_path / out))
    assert (ran.code, ran.out) == (2, "")
    assert ".p12" in ran.err


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((b"",), "empty line"),
        ((b"\xff\xfe",), "UTF-8"),
        ((b"x" * 5000,), "nothing can be read"),
    ],
)
def test_a_passphrase_that_does_not_come_is_wrong_use(
    run: Run, tmp_path: Path, fd: Fd, lines: tuple[bytes, ...], words: str
) -> None:
    out = str(tmp_path / "me.p12")
    ran = run("identity", "create", *OFFICER, "--out", out, "--passphrase-fd", fd(*lines))
    assert ran.code == 2
    assert words in ran.err
    assert not Path(out).exists()


def test_without_descriptor_and_terminal_it_says_how_to_give_one(
    run: Run, tmp_path: Path
) -> None:
    ran = run("identity", "create", *OFFICER, "--out", str(tmp_path / "me.p12"))
    assert ran.code == 2
    assert "--passphrase-fd" in ran.err
    ran = run("identity", "create", *OFFICER, "--out", str(tmp_path / "me.p12"),
              "--passphrase-fd", "987")  # fmt: skip
    assert ran.code == 2


@pytest.mark.parametrize(("again", "code"), [(WORDS, 0), (OTHER, 2)])
def test_at_a_terminal_it_is_typed_twice_and_not_shown(
    data: Path, tmp_path: Path, again: str, code: int
) -> None:
    out = tmp_path / "me.p12"
    command = [sys.executable, "-m", "dpia_wizard", "identity", "create", *OFFICER]
    reading, terminal = pty.openpty()
    with subprocess.Popen(
        [*command, "--out", str(out)],
        stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one call
    ) as at_work:  # fmt: skip
        shown = b""
        for asked, typed in ((b"New passphrase: ", WORDS), (b"once more: ", again)):
            while not shown.endswith(asked):
                shown += os.read(reading, 1024)
            os.write(reading, typed.encode() + b"\n")
        assert at_work.wait(30) == code
    shown += os.read(reading, 4096)
    for end in (reading, terminal):
        os.close(end)
    assert out.exists() == (code == 0)
    assert WORDS.encode() not in shown


def test_a_passphrase_that_is_guessed_is_refused(run: Run, tmp_path: Path, fd: Fd) -> None:
    ran = run("identity", "create", *OFFICER, "--out", str(tmp_path / "me.p12"),
              "--passphrase-fd", fd("password1234"))  # fmt: skip
    assert ran.code == 3
    assert "longer passphrase" in ran.err
    assert "password1234" not in ran.err


def test_the_first_issue_makes_the_authority_and_trusts_it(
    run: Run, data: Path, tmp_path: Path, fd: Fd
) -> None:
    out, second = tmp_path / "a.p12", tmp_path / "b.p12"
    ran = run("identity", "issue", *OFFICER, "--out", str(out),
              "--passphrase-fd", fd(WORDS), "--ca-passphrase-fd", fd(OTHER))  # fmt: skip
    assert ran.code == 0
    authority = data / "authority" / "ca.p12"
    assert "Made a new authority, Example Homes signing authority" in ran.err
    assert readable_fingerprint(_fingerprint(authority)) in ran.err
    assert stat.S_IMODE(authority.stat().st_mode) == 0o600
    assert stat.S_IMODE(authority.parent.stat().st_mode) == 0o700
    before = authority.read_bytes()
    both = fd(WORDS, OTHER)
    told = _json(
        run("identity", "issue", *OFFICER, "--out", str(second), "--json",
            "--passphrase-fd", both, "--ca-passphrase-fd", both)
    )  # fmt: skip
    assert told["issuer"] == "Example Homes signing authority"
    assert authority.read_bytes() == before
    trusted = _json(run("identity", "list", "--json"))["trusted"]
    assert isinstance(trusted, list)
    assert [one["fingerprint"] for one in trusted] == [_fingerprint(authority)]


def test_an_authority_elsewhere_is_not_trusted_of_itself(
    run: Run, data: Path, tmp_path: Path, fd: Fd
) -> None:
    ran = run("identity", "issue", *OFFICER, "--out", str(tmp_path / "a.p12"),
              "--ca", str(tmp_path / "house" / "ca.p12"),
              "--passphrase-fd", fd(WORDS), "--ca-passphrase-fd", fd(OTHER))  # fmt: skip
    assert ran.code == 0
    assert (tmp_path / "house" / "ca.pem").is_file()
    assert not (data / "trust").exists()


def test_a_wrong_passphrase_or_another_file_issues_nothing(
    run: Run, officer: Path, tmp_path: Path, fd: Fd
) -> None:
    out = tmp_path / "x.p12"
    args = ("identity", "issue", *OFFICER, "--out", str(out), "--ca", str(officer))
    ran = run(*args, "--passphrase-fd", fd(WORDS), "--ca-passphrase-fd", fd(OTHER))
    assert (ran.code, "not right" in ran.err) == (3, True)
    ran = run(*args, "--passphrase-fd", fd(WORDS), "--ca-passphrase-fd", fd(WORDS))
    assert (ran.code, "not an authority" in ran.err) == (3, True)
    assert not out.exists()


def test_an_identity_is_brought_in_and_listed(
    run: Run, data: Path, officer: Path, fd: Fd
) -> None:
    ran = run("identity", "import", str(officer), "--passphrase-fd", fd(OTHER))
    assert ran.code == 3
    assert ran.complaints == ["The passphrase for officer.p12 is not right. Please try again."]
    assert run("identity", "import", str(officer), "--passphrase-fd", fd(WORDS)).code == 0
    told = _json(run("identity", "list", "--json"))
    assert isinstance(told["identities"], list)
    (kept,) = told["identities"]
    assert kept["fingerprint"] == _fingerprint(officer)
    assert Path(kept["file"]).parent == data / "identities"
    shown = run("identity", "list").out
    assert readable_fingerprint(_fingerprint(officer)) in shown
    assert "No trusted certificates" in shown


def test_trust_in_a_certificate_begins_and_ends(run: Run, officer: Path, data: Path) -> None:
    fingerprint = _fingerprint(officer)
    assert run("identity", "trust", str(officer)).code == 0  # takes the .pem beside it
    assert fingerprint in str(_json(run("identity", "list", "--json"))["trusted"])
    ran = run("identity", "distrust", readable_fingerprint(fingerprint),
              "--from", "2026-11-30", "--reason", "Left")  # fmt: skip
    assert ran.code == 0
    assert "What was signed before that day stands" in ran.out
    assert "trust ended on 2026-11-30: Left" in run("identity", "list").out
    again = run("identity", "trust", str(officer.with_suffix(".pem")))
    assert "that still holds" in again.err
    pem = str(officer.with_suffix(".pem"))
    assert run("identity", "distrust", pem, "--take-back").code == 0
    assert "trust ended" not in run("identity", "list").out
    assert run("identity", "distrust", pem, "--take-back").code == 1


def test_a_folder_of_ones_own_can_be_named(run: Run, officer: Path, data: Path) -> None:
    folder = officer.parent / "ours"
    assert run("identity", "trust", str(officer), "--folder", str(folder)).code == 0
    assert run("identity", "distrust", "0" * 64, "--from", "2026-11-30",
               "--folder", str(folder)).code == 0  # fmt: skip
    assert sorted(path.suffix for path in folder.iterdir()) == [".json", ".pem"]
    assert not (data / "trust").exists()
    told = run("identity", "list", "--folder", str(folder)).out
    assert readable_fingerprint(_fingerprint(officer)) in told


@pytest.mark.parametrize("day", [[], ["--from", "soon"], ["--from", "30/11/2026"]])
def test_a_day_is_needed_to_end_trust(run: Run, day: list[str]) -> None:
    ran = run("identity", "distrust", "0" * 64, *day)
    assert (ran.code, ran.out) == (2, "")
    assert "2026-11-22" in ran.err


def test_a_damaged_list_of_ended_trust_is_not_replaced(run: Run, data: Path) -> None:
    folder = data / "trust"
    folder.mkdir(parents=True)
    (folder / "ended.json").write_text("{", encoding="utf-8")
    ran = run("identity", "distrust", "0" * 64, "--from", "2026-11-30")
    assert ran.code == 3
    assert "ended.json" in ran.err
    assert (folder / "ended.json").read_text(encoding="utf-8") == "{"
    assert "ended.json" in run("identity", "list").err


def test_a_signer_of_a_record_is_trusted_by_fingerprint(
    run: Run, tmp_path: Path, data: Path
) -> None:
    path = tmp_path / "record.pdf"
    path.write_bytes(records.signed_as(SignatureKind.COMPLETED))
    fingerprint = fingerprint_of(certificate(OWNER))
    ran = run("identity", "trust", str(path))
    assert (ran.code, fingerprint in ran.err) == (3, True)
    assert run("identity", "trust", str(path), "--signer", "short").code == 2
    other = fingerprint_of(certificate(APPROVER))
    assert run("identity", "trust", str(path), "--signer", other).code == 3
    assert not (data / "trust").exists()
    assert run("identity", "trust", str(path), "--signer", fingerprint).code == 0
    assert fingerprint in str(_json(run("identity", "list", "--json"))["trusted"])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("me.pem", b"nothing", "holds no certificate"),
        ("me.p12", b"nothing", ".pem file that was written beside it"),
        ("me.pdf", b"%PDF-1.7 nothing", "damaged"),
    ],
)
def test_what_holds_no_certificate_is_refused_in_a_sentence(
    run: Run, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    ran = run("identity", "trust", str(path))
    assert ran.code == 3
    assert words in ran.err
    assert name in ran.err
