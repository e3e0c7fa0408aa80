"""Checks the pages: do they match the data inside, and does the file keep what it declares?"""

from __future__ import annotations

from dpia_wizard import __version__
from dpia_wizard.domain import verdict as ids
from dpia_wizard.domain.checking import Check
from dpia_wizard.domain.errors import NotARecordError, RenderError
from dpia_wizard.jobs.examined import Examined, failed, noted, passed, untold
from dpia_wizard.report.archive import Lack, archive_lacks
from dpia_wizard.report.page_text import Found, look_for, read_pages
from dpia_wizard.report.render import render_record
from dpia_wizard.report.renderer import renderer_versions

_MATCH = "Pages match the data inside"
_DIFFER = "Pages do not match the data inside"
_UNTOLD = "Whether the pages match the data cannot be told"
_MOST_NAMED = 3
_LACKS = {
    Lack.PDF_A: "it does not declare itself as PDF/A-3",
    Lack.PDF_UA: "it does not declare itself as PDF/UA",
    Lack.TAGS: "it has no tags for screen readers",
    Lack.LANGUAGE: "it does not say in which language it is",
    Lack.FONTS: "a font is missing inside",
    Lack.COLOURS: "it does not say what its colours mean",
    Lack.ACTIVE: "it can start something when it is opened",
}


def pages_check(file: Examined) -> Check:
    """Rebuild the pages where this very program made them, else look for every answer."""
    if _made_here(file):
        try:
            rebuilt = render_record(file.record, file.questionnaire).pdf
        except RenderError:
            return untold(ids.PAGES, _UNTOLD, "The pages could not be built again.")
        if rebuilt == file.pdf[: file.unsigned_length or len(rebuilt)]:
            text = "Rebuilt from the attached record: every page is the same"
            return passed(ids.PAGES, _MATCH, text)
        text = "Rebuilt from the attached record, the pages are not the same."
        return failed(ids.PAGES, _DIFFER, text)
    return _by_text(file)


def _made_here(file: Examined) -> bool:
    program = file.record.program
    return (program.version, program.renderer) == (__version__, renderer_versions())


def _by_text(file: Examined) -> Check:
    program = file.record.program
    made = (
        f"made by another build of the program ({program.version}), so the pages cannot be "
        "built again here"
    )
    try:
        seen = read_pages(file.pdf, source=file.source)
    except NotARecordError:
        return untold(ids.PAGES, _UNTOLD, f"It was {made}, and their text cannot be read.")
    found = look_for(file.record, file.questionnaire, file.assessment.answers, seen)
    if found.foreign:
        text = f"{_pages(found.foreign)} another record’s fingerprint."
        return failed(ids.PAGES, _DIFFER, text)
    missing = [*found.lost, *found.unsure]
    if missing or found.unmarked:
        return untold(ids.PAGES, _UNTOLD, f"It was {made}. {_not_found(file, found)}")
    text = f"Every answer stands on the pages ({found.looked_for} looked for); it was {made}."
    return noted(ids.PAGES, _MATCH, text)


def _not_found(file: Examined, found: Found) -> str:
    said = []
    if found.lost:
        named = ", ".join(_name(file, what) for what in found.lost[:_MOST_NAMED])
        more = len(found.lost) - _MOST_NAMED
        others = f" and {more} more" if more > 0 else ""
        said.append(f"Not found on the pages: {named}{others}.")
    if found.unsure:
        said.append("Some answers are in a script that cannot be compared.")
    if found.unmarked:
        said.append(f"{_pages(found.unmarked)} no fingerprint.")
    return " ".join(said)


def _name(file: Examined, what: str) -> str:
    question = file.questionnaire.questions.get(what)
    return f"“{question.short}”" if question else f"the {what}"


def _pages(number: int) -> str:
    return "1 page bears" if number == 1 else f"{number} pages bear"


def archive_check(file: Examined) -> Check:
    """Whether the file keeps what it declares to archives and screen readers."""
    title = "Archive format"
    try:
        lacks = archive_lacks(file.pdf, source=file.source)
    except NotARecordError:
        return untold(ids.ARCHIVE, title, "The file’s parts cannot be read one by one.")
    if lacks:
        said = "; ".join(_LACKS[lack] for lack in lacks)
        return failed(ids.ARCHIVE, title, f"{said[:1].upper()}{said[1:]}.")
    text = "PDF/A-3, tagged for screen readers, fonts inside, as the file declares"
    return passed(ids.ARCHIVE, title, text)
