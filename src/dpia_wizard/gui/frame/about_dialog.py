"""About the program: its version, what it is made of, and where the data lies."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dpia_wizard import __version__
from dpia_wizard.gui.theme.current import current_palette
from dpia_wizard.gui.theme.icons import logo
from dpia_wizard.gui.widgets.buttons import plain_button, primary_button
from dpia_wizard.gui.widgets.file_dialogs import open_folder
from dpia_wizard.gui.widgets.labels import Label, body, muted, rule, small, title

_WIDTH = 540

PARTS = (
    ("Qt for Python", "pyside6-essentials", "LGPL-3.0"),
    ("WeasyPrint", "weasyprint", "BSD-3-Clause"),
    ("pydyf", "pydyf", "BSD-3-Clause"),
    ("Jinja2", "jinja2", "BSD-3-Clause"),
    ("pypdf", "pypdf", "BSD-3-Clause"),
    ("pyHanko", "pyhanko", "MIT"),
    ("cryptography", "cryptography", "BSD-3-Clause"),
    ("asn1crypto", "asn1crypto", "MIT"),
    ("pydantic", "pydantic", "MIT"),
    ("PyYAML", "pyyaml", "MIT"),
    ("TinyDB", "tinydb", "MIT"),
    ("filelock", "filelock", "MIT"),
    ("openpyxl", "openpyxl", "MIT"),
    ("platformdirs", "platformdirs", "MIT"),
    ("rfc8785", "rfc8785", "Apache-2.0"),
    ("jsonschema", "jsonschema", "MIT"),
    ("Noto fonts", "", "OFL-1.1"),
)
"""Parts by name, distribution (none for fonts) and licence."""


def versions_of_parts() -> list[tuple[str, str, str]]:
    """Each part's name, installed version and licence."""
    return [(name, _version(package), licence) for name, package, licence in PARTS]


def _version(package: str) -> str:
    try:
        return version(package) if package else ""
    except PackageNotFoundError:
        return ""


class AboutDialog(QDialog):
    """Says what this is; closes with Esc or Return."""

    def __init__(self, data_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About DPIA Wizard")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(28, 24, 28, 20)
        stack.setSpacing(12)
        stack.addLayout(self._top())
        stack.addWidget(
            body("Lawful direct marketing, assessed step by step, kept as records.")
        )
        stack.addWidget(
            muted("The program is free under the MIT licence. It works offline: what you enter "
                  "stays on this computer. It gives guidance, not legal advice.")
        )  # fmt: skip
        stack.addWidget(rule())
        stack.addLayout(_parts())
        stack.addWidget(rule())
        self.folder = Label(f"Data folder: {data_folder}", "small", selectable=True)
        stack.addWidget(self.folder)
        stack.addLayout(self._buttons(data_folder))
        self.resize(_WIDTH, stack.totalHeightForWidth(_WIDTH))

    def _top(self) -> QHBoxLayout:
        roles = current_palette()
        sign = QLabel()
        sign.setPixmap(
            logo(
                fill=roles.primary,
                line=roles.on_primary,
                size=40,
                ratio=self.devicePixelRatioF(),
            )
        )
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(title("DPIA Wizard"))
        names.addWidget(muted(f"Version {__version__}"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(sign)
        row.addLayout(names, 1)
        return row

    def _buttons(self, data_folder: Path) -> QHBoxLayout:
        show, close = plain_button("Open folder"), primary_button("Close")
        show.clicked.connect(lambda: open_folder(data_folder))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        close.setFocus()
        row = QHBoxLayout()
        row.addWidget(show)
        row.addStretch(1)
        row.addWidget(close)
        return row


def _parts() -> QGridLayout:
    """Two blocks of parts side by side."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(2)
    found = versions_of_parts()
    half = (len(found) + 1) // 2
    for place, (name, number, licence) in enumerate(found):
        row, block = place % half, place // half
        grid.addWidget(small(f"{name} {number}".strip()), row, block * 2)
        grid.addWidget(small(licence), row, block * 2 + 1)
    for column, stretch in enumerate((3, 2, 3, 2)):
        grid.setColumnStretch(column, stretch)
    return grid
