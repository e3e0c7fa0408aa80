"""Properties the style sheet reads, and how to change them on a living widget."""

from __future__ import annotations

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


def escaped(text: str) -> str:
    """Text for a button or buddy label, where a bare & would mark a key."""
    return text.replace("&", "&&")
