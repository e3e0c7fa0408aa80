"""Certificates as plain data, and the file that says from when trust in one ended."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from dpia_wizard.codec.json_text import read_json
from dpia_wizard.domain.errors import UnreadableError
from dpia_wizard.domain.identity import Certificate, TrustedCertificate, TrustEnded

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_TEXTS = ("name", "role", "organisation", "issuer", "fingerprint")


def plain_certificate(certificate: Certificate) -> dict[str, Any]:
    """A certificate as JSON has it."""
    return {
        **{name: getattr(certificate, name) for name in _TEXTS},
        "not_before": certificate.not_before.isoformat(),
        "not_after": certificate.not_after.isoformat(),
        "is_authority": certificate.is_authority,
    }


def load_certificate(plain: object, *, source: str) -> Certificate:
    """A certificate from plain data; raises `UnreadableError`."""
    try:
        told = _object(plain)
        texts = {name: _text(told[name]) for name in _TEXTS}
        if not _FINGERPRINT.fullmatch(texts["fingerprint"]):
            raise ValueError("no fingerprint")
        return Certificate(
            **texts,
            not_before=_moment(told["not_before"]),
            not_after=_moment(told["not_after"]),
            is_authority=told.get("is_authority") is True,
        )
    except (KeyError, ValueError) as error:
        problem = "it does not describe a certificate"
        raise UnreadableError(source=source, problems=[problem]) from error


def plain_trusted(trusted: TrustedCertificate) -> dict[str, Any]:
    """A trusted certificate as JSON has it; `ended` is null while it is trusted."""
    ended = plain_ended(trusted.ended) if trusted.ended else None
    return {**plain_certificate(trusted.certificate), "ended": ended}


def load_trusted(plain: object, *, source: str) -> TrustedCertificate:
    """A trusted certificate from plain data; raises `UnreadableError`."""
    certificate = load_certificate(plain, source=source)
    ended = plain.get("ended") if isinstance(plain, dict) else None
    return TrustedCertificate(
        certificate=certificate, ended=load_end(ended, source=source) if ended else None
    )


def dump_ended(ended: Mapping[str, TrustEnded]) -> str:
    """The file `ended.json`: by fingerprint, from which day on, and why."""
    plain = {fingerprint: plain_ended(end) for fingerprint, end in ended.items()}
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load_ended(text: str, *, source: str) -> dict[str, TrustEnded]:
    """What `ended.json` says; raises `UnreadableError` rather than leave an entry out."""
    try:
        plain = _object(read_json(text))
    except ValueError as error:
        raise UnreadableError(source=source, problems=["it is damaged"]) from error
    if not all(_FINGERPRINT.fullmatch(fingerprint) for fingerprint in plain):
        raise UnreadableError(source=source, problems=["it names something unknown"])
    return {fingerprint: load_end(end, source=source) for fingerprint, end in plain.items()}


def read_fingerprint(text: str) -> str:
    """A fingerprint as people write it, with spaces or colons; empty if it is none."""
    found = re.sub(r"[\s:]", "", text).casefold()
    return found if _FINGERPRINT.fullmatch(found) else ""


def plain_ended(ended: TrustEnded) -> dict[str, str]:
    """The end of trust as JSON has it."""
    return {"on": ended.on.isoformat(), "reason": ended.reason}


def load_end(plain: object, *, source: str) -> TrustEnded:
    """The end of trust from plain data; raises `UnreadableError`."""
    try:
        told = _object(plain)
        on = date.fromisoformat(_text(told["on"]))
        return TrustEnded(on=on, reason=_text(told.get("reason", "")))
    except (KeyError, ValueError) as error:
        problem = "a day from which trust ended is missing or damaged"
        raise UnreadableError(source=source, problems=[problem]) from error


def _object(plain: object) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise ValueError("not an object")
    return plain


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    return moment
