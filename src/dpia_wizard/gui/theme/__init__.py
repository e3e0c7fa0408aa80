"""The look: colours by role, style sheet, fonts, icons and the one object that applies them.

- `palette`: `Palette`, `LIGHT`, `DARK`, `contrast`; plain values without Qt.
- `current`: `current_palette()`, the roles in use now, for widgets that paint themselves.
- `manager`: `ThemeManager`, which follows the system or a forced choice.
- `icons`: `icon(name, colour)` and `pixmap(name, colour)` from small SVG drawings.
- `focus_ring`: the ring around whatever has the keyboard.
"""
