"""Where the program's own data folders lie: inside the wheel, or beside src in a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def resource_path(name: str) -> Path:
    """The folder or file `name`, e.g. `report_templates/fonts`.

    Raises `FileNotFoundError` if the installation is incomplete.
    """
    package = Path(str(files("dpia_wizard")))
    for root in (package, package.parents[1]):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(name)
