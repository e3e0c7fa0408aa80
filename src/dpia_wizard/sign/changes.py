"""What a signature may change in a file: the place it was put into, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, PdfObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

_FILLED = frozenset(("/V", "/AP"))
_CERTIFIED = frozenset(("/Perms",))
_SAME = ("/Root", "/Info", "/Encrypt")


def is_only_a_signature(reader: PdfFileReader, *, revision: int, field: IndirectObject) -> bool:
    """Whether a revision (from 1) did nothing but fill a signature field.

    Of the objects there were before only the field may be written anew, with a value and a
    look; the first signature also enters itself in the catalogue as the certifying one. What
    is new can be reached through these alone. pyHanko's own analysis allows more than we
    write, and reads every object of the file again for each (minutes at 30 pages).
    """
    old = reader.get_historical_resolver(revision - 1)
    new = reader.get_historical_resolver(revision)
    before, after = old.trailer_view, new.trailer_view
    same = [_written(before, key) == _written(after, key) for key in _SAME]
    if new.refs_freed_in_revision() or not all(same) or before["/ID"][0] != after["/ID"][0]:
        return False
    allowed = {field.idnum: _FILLED}
    if revision == 1:
        allowed[before.raw_get("/Root").idnum] = _CERTIFIED
    return all(
        ref.idnum in allowed and _gained_only(old(ref), new(ref), allowed[ref.idnum])
        for ref in _overwritten(old, new)
    )


def _overwritten(old: HistoricalResolver, new: HistoricalResolver) -> Iterator[Reference]:
    """Objects of the earlier state, or with numbers it might have used already."""
    size = int(old.trailer_view["/Size"])
    for ref in new.explicit_refs_in_revision():
        if ref.generation != 0 or ref.idnum < size:
            yield ref


def _gained_only(old: PdfObject, new: PdfObject, keys: frozenset[str]) -> bool:
    """Whether a dictionary got values for these keys it had not, and is the same otherwise."""
    if not isinstance(old, DictionaryObject) or not isinstance(new, DictionaryObject):
        return False
    if type(old) is not type(new) or "/V" in old or "/Perms" in old:
        return False
    names = (old.keys() | new.keys()) - keys
    return all(_written(old, name) == _written(new, name) for name in names)


def _written(held: DictionaryObject, key: str) -> bytes:
    """A value as it stands in a file, so that two states can be compared."""
    stream = BytesIO()
    if key in held:
        held.raw_get(key).write_to_stream(stream, None)
    return stream.getvalue()
