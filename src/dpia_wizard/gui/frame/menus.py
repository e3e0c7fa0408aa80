"""The menus: every command with its usual key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from dpia_wizard.gui.frame.examples_menu import add_examples

Key = QKeySequence.StandardKey

THEMES = (("system", "As the system"), ("light", "Light"), ("dark", "Dark"))


@dataclass(frozen=True, slots=True)
class Menus:
    """The commands, for the window to connect."""

    new_activity: QAction
    open_record: QAction
    examples: QMenu
    back_up: QAction
    export_register: QAction
    close_activity: QAction
    quit: QAction
    undo: QAction
    redo: QAction
    find: QAction
    guidance: QAction
    about: QAction
    themes: QActionGroup

    def mark_theme(self, choice: str) -> None:
        """Tick the theme in use."""
        for action in self.themes.actions():
            action.setChecked(action.data() == choice)


def build_menus(window: QMainWindow, undo: QUndoGroup) -> Menus:
    """Fill the window's menu bar."""
    bar = window.menuBar()
    file, edit, view, help_ = (
        bar.addMenu(name) for name in ("&File", "&Edit", "&View", "&Help")
    )
    new_activity, open_record, examples, close_activity = _activity_actions(file)
    export_register, back_up, quit_ = _folder_actions(file)
    undo_action, redo_action = _undo_actions(window, undo)
    edit.addActions([undo_action, redo_action])
    edit.addSeparator()
    find = _add(edit, "&Find…", Key.Find)
    guidance = _add(help_, "&Guidance", QKeySequence("F1"))
    about = _add(help_, "&About DPIA Wizard")
    about.setMenuRole(QAction.MenuRole.AboutRole)
    return Menus(
        new_activity=new_activity,
        open_record=open_record,
        examples=examples,
        back_up=back_up,
        export_register=export_register,
        close_activity=close_activity,
        quit=quit_,
        undo=undo_action,
        redo=redo_action,
        find=find,
        guidance=guidance,
        about=about,
        themes=_themes(view),
    )


def _activity_actions(menu: QMenu) -> tuple[QAction, QAction, QMenu, QAction]:
    new_activity = _add(menu, "&New activity", Key.New)
    open_record = _add(menu, "&Open a record…", Key.Open)
    examples = menu.addMenu("Open an &example")
    add_examples(examples)
    menu.addSeparator()
    close_activity = _add(menu, "&Close activity", QKeySequence("Ctrl+W"))
    return new_activity, open_record, examples, close_activity


def _folder_actions(menu: QMenu) -> tuple[QAction, QAction, QAction]:
    menu.addSeparator()
    export_register = _add(menu, "E&xport the register…")
    back_up = _add(menu, "&Back up…")
    menu.addSeparator()
    quit_ = _add(menu, "&Quit", QKeySequence("Ctrl+Q"))
    quit_.setMenuRole(QAction.MenuRole.QuitRole)
    return export_register, back_up, quit_


def _add(menu: QMenu, text: str, key: Key | QKeySequence | None = None) -> QAction:
    action = menu.addAction(text)
    if key is not None:
        action.setShortcut(QKeySequence(key))
    return action


def _undo_actions(window: QMainWindow, group: QUndoGroup) -> tuple[QAction, QAction]:
    undo = group.createUndoAction(window, "&Undo")
    undo.setShortcut(QKeySequence(Key.Undo))
    redo = group.createRedoAction(window, "&Redo")
    redo.setShortcut(QKeySequence(Key.Redo))
    return undo, redo


def _themes(menu: QMenu) -> QActionGroup:
    group = QActionGroup(menu)
    for choice, text in THEMES:
        action = group.addAction(menu.addAction(text))
        action.setCheckable(True)
        action.setData(choice)
    return group
