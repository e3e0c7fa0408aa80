"""Properties the style sheet reads, and how to change them on a living widget."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_style(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet selects by, and show the difference."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def show_if(widget: QWidget, wanted: object) -> None:
    """Show a part of a page, or hide it, as something is wanted or not.

    A part that has no parent yet waits for it: `setVisible` would open it as a window.
    """
    if wanted and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
    else:
        widget.setVisible(bool(wanted))


def escaped(text: str) -> str:
    """Text for a button or buddy label, where a bare & would mark a key."""
    return text.replace("&", "&&")


def spoken(text: str) -> str:
    """A button's text as it is read, without the mark of its key."""
    return re.sub("&(.)", r"\1", text)
