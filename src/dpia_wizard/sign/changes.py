"""What may change after a signature: another signature, put into a place made for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    QualifiedWhitelistRule,
    ReferenceUpdate,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    ObjectStreamRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules_api import Context

_STRUCTURE = ".Root.StructTreeRoot"


class TaggedFieldRule(QualifiedWhitelistRule):
    """Lets a signature field change where the tags for screen readers point to it.

    The field itself is judged by the field rules; this clears only that it is reached
    through the structure tree as well, which was so before.
    """

    def apply_qualified(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[tuple[ModificationLevel, ReferenceUpdate]]:
        """The usages of signature fields that run through the structure tree."""
        del new
        for field in _signature_fields(old):
            for path in old._get_usages_of_ref(field.reference):  # noqa: SLF001 - no other way to ask
                if str(path).startswith(_STRUCTURE):
                    context = Context.from_absolute(old, path)
                    update = ReferenceUpdate(field.reference, context_checked=context)
                    yield ModificationLevel.FORM_FILLING, update


def _signature_fields(revision: HistoricalResolver) -> Iterator[IndirectObject]:
    fields = revision.root["/AcroForm"]["/Fields"]
    for place in range(len(fields)):
        field = fields.raw_get(place)
        if isinstance(field, IndirectObject) and fields[place].get("/FT") == "/Sig":
            yield field


ONLY_SIGNATURES = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        TaggedFieldRule(),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[SigFieldModificationRule(), GenericFieldModificationRule()]
    ),
    ignore_orphaned_objects=False,
)
"""Nothing but filling a signature field; no new fields, no new metadata, nothing unused."""
