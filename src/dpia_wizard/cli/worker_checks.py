"""The worker's part in checking records."""

from __future__ import annotations

from collections.abc import Mapping

from dpia_wizard.cli.worker_handler import Handler
from dpia_wizard.jobs import messages

HANDLERS: Mapping[type[messages.Message], Handler] = {}
