"""The style sheet, generated from the roles of a palette."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from dpia_wizard.gui.theme.palette import Palette

_BASE = """
QMainWindow, QDialog, QWidget[page="plain"] { background: $background; }
QWidget[page="surface"] { background: $surface; }
QToolTip { background: $text; color: $surface; border: 0; padding: 6px 8px; }
QScrollArea { border: 0; background: transparent; }
QLabel { background: transparent; }
QLabel[role="heading"] { font-size: 24px; font-weight: 700; color: $text; }
QLabel[role="title"] { font-size: 18px; font-weight: 700; color: $text; }
QLabel[role="subheading"] { font-weight: 700; color: $text; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="link"] { font-weight: 600; color: $primary; }
QLabel[role="link"][size="small"] { font-size: 12px; }
QLabel[role="link"]:disabled { color: $muted; }
QLabel[role="small"] { font-size: 12px; color: $muted; }
QLabel[role="figure"] { font-size: 22px; font-weight: 700; color: $text; }
QLabel[role="label"] { color: $text; }
QLabel[role="error"] { color: $stop; }
"""

_BUTTONS = """
QPushButton { border-radius: 8px; padding: 8px 16px; min-height: 20px; font-weight: 600;
  background: $surface; color: $text; border: 1px solid $line; outline: 0; }
QPushButton:hover { background: $hover; border-color: $field_line; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border-color: $primary; }
QPushButton:disabled { color: $muted; background: $sunken; border-color: $line; }
QPushButton[variant="primary"] { background: $primary; color: $on_primary;
  border-color: $primary; }
QPushButton[variant="primary"]:hover, QPushButton[variant="primary"]:pressed {
  background: $primary_hover; border-color: $primary_hover; }
QPushButton[variant="primary"]:disabled { background: $sunken; color: $muted;
  border-color: $line; }
QPushButton[variant="quiet"] { background: transparent; border-color: transparent;
  color: $primary; padding: 6px 8px; }
QPushButton[variant="quiet"]:hover { background: $hover; }
QPushButton[variant="quiet"]:pressed { background: $selected; }
QPushButton[variant="quiet"]:focus { border-color: $primary; }
QPushButton[variant="quiet"]:disabled { color: $muted; }
QPushButton[variant="pill"] { border-radius: 15px; padding: 4px 10px; font-size: 13px;
  font-weight: 400; min-height: 20px; }
QPushButton[variant="pill"]:checked { background: $text; color: $surface; border-color: $text; }
QPushButton[variant="nav"] { background: transparent; border: 0; border-radius: 8px;
  text-align: left; padding: 8px 10px; font-weight: 400; color: $text; }
QPushButton[variant="nav"][sub="true"] { padding: 4px 10px 4px 30px; min-height: 20px;
  color: $muted; }
QPushButton[variant="nav"][sub="true"]:checked { background: transparent; color: $note; }
QPushButton[variant="nav"]:hover { background: $hover; }
QPushButton[variant="nav"]:checked { background: $selected; color: $note; font-weight: 700; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px;
  background: transparent; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border-color: $primary; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: $surface; color: $text;
  border: 1px solid $field_line; border-radius: 8px; selection-background-color: $primary;
  selection-color: $on_primary; }
QLineEdit { padding: 8px 10px; min-height: 20px; }
QLineEdit[search="true"] { padding: 8px 4px; }
QPlainTextEdit, QTextEdit { padding: 6px; }
QTextEdit[paper="true"] { border: 0; border-radius: 11px; padding: 0; }
QComboBox { padding: 8px 4px 8px 10px; min-height: 20px; combobox-popup: 0; }
QComboBox:editable { padding-left: 8px; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox > QLineEdit { border: 0; padding: 0; background: transparent; min-height: 0; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $line;
  selection-background-color: $selected; selection-color: $text; padding: 4px; outline: 0; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 2px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border-color: $primary; }
QComboBox > QLineEdit:focus { border: 0; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $background; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $muted;
  background: $sunken; border-color: $line; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 2px solid $stop; }
QProgressBar { background: $sunken; border: 0; border-radius: 3px; min-height: 6px;
  max-height: 6px; }
QProgressBar::chunk { background: $primary; border-radius: 3px; }
"""

_SURFACES = """
QFrame[card="plain"] { background: $surface; border: 1px solid $line; border-radius: 12px; }
QFrame[card="highlighted"] { background: $surface; border: 2px solid $primary;
  border-radius: 12px; }
QFrame[card="good"] { background: $good_weak; border: 1px solid $good; border-radius: 12px; }
QFrame[card="care"] { background: $care_weak; border: 1px solid $care; border-radius: 12px; }
QFrame[card="stop"] { background: $stop_weak; border: 1px solid $stop; border-radius: 12px; }
QFrame[card="note"] { background: $note_weak; border: 1px solid $note; border-radius: 12px; }
QFrame[card="muted"] { background: $sunken; border: 1px solid $line; border-radius: 12px; }
QFrame[card="drop"] { background: $surface; border: 2px dashed $field_line;
  border-radius: 12px; }
QFrame[card="drop"][over="true"] { background: $selected; border-color: $primary; }
QFrame[rule="horizontal"] { background: $line; border: 0; min-height: 1px; max-height: 1px; }
QFrame[rule="vertical"] { background: $line; border: 0; min-width: 1px; max-width: 1px; }
QFrame[bar="side"] { background: $surface; border: 0; border-right: 1px solid $line; }
QFrame[bar="bottom"] { background: $surface; border: 0; border-top: 1px solid $line; }
QFrame[bar="aside"] { background: $background; border: 0; border-left: 1px solid $line; }
QLabel[banner="good"] { color: $good; font-weight: 700; }
QLabel[banner="care"] { color: $care; font-weight: 700; }
QLabel[banner="stop"] { color: $stop; font-weight: 700; }
QLabel[banner="note"] { color: $note; font-weight: 700; }
QLabel[banner="muted"] { color: $text; font-weight: 700; }
QLabel[banner][quiet="true"] { color: $text; font-weight: 400; }
QLabel[chip] { font-size: 12px; font-weight: 700; border-radius: 11px; padding: 0 10px;
  min-height: 22px; max-height: 22px; color: $muted; background: $sunken; }
QLabel[badge="true"] { padding: 0 7px; min-width: 9px; }
QLabel[chip="good"] { color: $good; background: $good_weak; }
QLabel[chip="care"] { color: $care; background: $care_weak; }
QLabel[chip="stop"] { color: $stop; background: $stop_weak; }
QLabel[chip="note"] { color: $note; background: $note_weak; }
"""

_VIEWS = """
QAbstractItemView { background: $surface; color: $text; border: 0; outline: 0;
  selection-background-color: $selected; selection-color: $text; }
QTreeView::item, QListView::item { padding: 6px; }
QTreeView::item:selected, QListView::item:selected { background: $selected; color: $text; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; border: 0; border-bottom: 1px solid $line;
  color: $muted; font-size: 12px; font-weight: 700; padding: 10px 9px; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: transparent; border: 0; }
QMenuBar { background: $surface; color: $text; border-bottom: 1px solid $line; padding: 2px; }
QMenuBar::item { padding: 4px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $selected; }
QMenu { background: $surface; color: $text; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 28px; border-radius: 6px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $field_line; border-radius: 4px; min-height: 28px;
  min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QCalendarWidget { background: $surface; border: 1px solid $line; }
QCalendarWidget QWidget { alternate-background-color: $background; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QAbstractItemView { selection-background-color: $primary;
  selection-color: $on_primary; }
QCalendarWidget QToolButton { font-weight: 600; padding: 6px 10px; color: $text; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
"""


def style_sheet(palette: Palette) -> str:
    """The whole application's style sheet in the palette's colours."""
    sheet = Template(_BASE + _BUTTONS + _FIELDS + _SURFACES + _VIEWS)
    return sheet.substitute(asdict(palette))
