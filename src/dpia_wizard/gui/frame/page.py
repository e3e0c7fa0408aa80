"""What the window asks of a page; a page offers as much of it as it has use for."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtGui import QUndoStack


@runtime_checkable
class HasUndo(Protocol):
    """A page whose changes can be undone from the Edit menu."""

    undo_stack: QUndoStack


@runtime_checkable
class HasSearch(Protocol):
    """A page with something to find."""

    def start_search(self) -> None:
        """Put the keyboard where one types what to look for."""


@runtime_checkable
class HasGuidance(Protocol):
    """A page with guidance of its own; the window's is shown elsewhere."""

    def show_guidance(self) -> None:
        """Bring the guidance into view."""


@runtime_checkable
class MayStay(Protocol):
    """A page that has to finish something before it is left."""

    def may_leave(self) -> bool:
        """Save what is open; False keeps the page, which then says why itself."""


def undo_stack_of(page: object) -> QUndoStack | None:
    """Where a page keeps its changes, if it does."""
    return page.undo_stack if isinstance(page, HasUndo) else None


def find_on(page: object) -> bool:
    """Start a search on a page; False if it has none."""
    if isinstance(page, HasSearch):
        page.start_search()
        return True
    return False


def guide_on(page: object) -> bool:
    """Show a page's own guidance; False if it has none."""
    if isinstance(page, HasGuidance):
        page.show_guidance()
        return True
    return False


def may_leave(page: object) -> bool:
    """Whether a page can be left now; it saves what it holds."""
    return page.may_leave() if isinstance(page, MayStay) else True
