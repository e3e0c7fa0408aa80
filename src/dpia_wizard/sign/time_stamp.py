"""Time stamps of a server the user names (RFC 3161): the only thing that uses the network."""

from __future__ import annotations

import asyncio
import logging
from urllib.parse import urlsplit

from aiohttp import ClientError
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

_SECONDS = 10
_FAILURES = (TimestampRequestError, ClientError, OSError, TimeoutError, ValueError, TypeError)


def reachable_time_stamper(url: str) -> TimeStamper | None:
    """The server, if it answers now; None where there is none or it does not.

    It is asked for a trial stamp: whether there will be one is printed into what is signed.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        return None
    stamper = HTTPTimeStamper(url, timeout=_SECONDS)
    try:
        asyncio.run(stamper.async_dummy_response("sha256"))
    except _FAILURES as error:
        logging.getLogger(__name__).info("no time stamp: %s", type(error).__name__)
        return None
    return stamper
