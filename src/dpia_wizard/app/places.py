"""Where the user's data lies."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

DATA_VARIABLE = "DPIA_WIZARD_DATA"


def data_folder(given: str | None = None) -> Path:
    """The data folder: as given, else from DPIA_WIZARD_DATA, else the platform's place."""
    chosen = given or os.environ.get(DATA_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    return user_data_path("dpia-wizard", appauthor=False)
