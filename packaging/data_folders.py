"""Build hook: ship the question sets and report templates inside the wheel.

A static force-include would also copy them beside an editable install, where the copy goes
stale; there the program reads the folders of the source tree.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA_FOLDERS = ("questionnaires", "report_templates")


class DataFoldersHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the data folders to a wheel that will be installed elsewhere."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map each folder to its place in the package."""
        if version == "editable":
            return
        for folder in DATA_FOLDERS:
            source = Path(self.root) / folder
            build_data["force_include"][str(source)] = f"dpia_wizard/{folder}"
