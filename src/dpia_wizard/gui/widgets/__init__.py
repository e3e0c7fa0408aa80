"""Small widgets every page shares; import each from its own module.

- `buttons`: `Button` with `primary_button`, `plain_button`, `quiet_button` (looks like a link).
- `labels`: `Label` and `heading`, `title`, `subheading`, `body`, `muted`, `small`, `figure`;
  all plain text, wrapping and sized by their width. `ElidedLabel` for one line,
  `page_head(name, line)`, and `rule` for a thin line.
- `chip`: `Chip(text, tone)`, a pill with words; tone good, care, stop, note or "".
- `card`: `Card` with a `body` layout and `set_highlighted`.
- `labelled`: `labelled(text, widget, help="")` puts label, help and accessible name on a field.
- `choices`: `CheckBox`, `ChoiceCard` (a radio button as a card), `ComboBox`.
- `messages`: `Banner(tone, title, text)`, and `InlineMessage` for errors and notices in place.
- `segmented`: `SegmentedFilter` of pills; `chosen(id)`.
- `empty_state`: `EmptyState(title, text, primary, secondary)` where a list would be.
- `scroll_page`: `ScrollPage` with a `body` layout, keeps what has the focus in view.
- `date_field`: `DateField` that can be empty; `value()`, `set_value()`, `changed`.
- `search_box`: `SearchBox`, tells what to look for while typing; `searched(text)`.
- `picture`: `Picture`, shows SVG; `stepper`: `Stepper`, the journey of an activity.
- `flow`: `Flow`, a layout whose parts go on in the next line.
- `busy`: `Busy(text)`, a turning ring with words.
- `style`: `show_if(part, wanted)`, which never opens a part as a window of its own, and
  `set_style(widget, name, value)` for a property the style sheet reads.
"""
