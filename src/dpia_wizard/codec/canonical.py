"""One byte form for the same data (RFC 8785), and the digests that stand for it."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785


def canonical(plain: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """The canonical JSON of a plain value, UTF-8."""
    return rfc8785.dumps(plain)


def digest(plain: Any) -> str:  # noqa: ANN401 - any JSON value
    """SHA-256 of the canonical JSON, 64 lower-case hex digits."""
    return hashlib.sha256(canonical(plain)).hexdigest()


def fingerprint(plain: Any) -> str:  # noqa: ANN401 - any JSON value
    """The first 16 hex digits of the digest, in groups of four as printed on every page."""
    short = digest(plain)[:16]
    return " ".join(short[i : i + 4] for i in range(0, 16, 4))
