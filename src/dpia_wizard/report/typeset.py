"""Sets pages: our fonts and styles, nothing from outside, PDF/A-3a and PDF/UA-1 at once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import pydyf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from dpia_wizard.domain.errors import RenderError
from dpia_wizard.report.fonts import private_fonts
from dpia_wizard.report.signature_fields import make_signature_fields
from dpia_wizard.report.template import SCHEME, TemplateFetcher
from dpia_wizard.resources import resource_path

RECORD_STYLES = ("paper.css", "record/record.css")

_VARIANT = "pdf/a-3a"
_PIECE_POINTS = (7, 6.3, 5.6, 4.9, 4.2, 3.5, 2.8, 2)
_MISSING_GLYPH = ".notdef glyph"
_PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"\
 pdfuaid:part="1" />\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """A finished file and its number of pages."""

    pdf: bytes
    pages: int


Describe = Callable[[weasyprint.document.DocumentMetadata], None]
"""Gives a document its title, dates and attachments."""


def typeset(
    html: str, describe: Describe, *, styles: tuple[str, ...] = RECORD_STYLES
) -> Typeset:
    """An archival, tagged document with a place for each signature that the page asks for.

    Raises `RenderError`, which never quotes the text.
    """
    fonts, sheet = fonts_and_style(*styles)
    with _watched():
        page = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=TemplateFetcher())
        document = page.render(fonts, stylesheets=[sheet], pdf_variant=_VARIANT)
        describe(document.metadata)
        pdf = document.write_pdf(pdf_variant=_VARIANT, pdf_identifier=True, finisher=_finish)
    return Typeset(pdf=pdf, pages=len(document.pages))


def typeset_piece(html: str, *, style: str, size: tuple[float, float]) -> bytes:
    """A page of a given size in points, to be put into another document.

    The type is made smaller where it would not fit: nothing is cut off. Raises `RenderError`.
    """
    fonts, sheet = fonts_and_style(style)
    width, height = size
    with _watched():
        page = weasyprint.HTML(string=html, base_url=SCHEME, url_fetcher=TemplateFetcher())
        for points in _PIECE_POINTS:
            measure = weasyprint.CSS(
                string=f"@page {{ size: {width:.3f}pt {height:.3f}pt; margin: 0 }}"
                f" html {{ font-size: {points}pt }}"
            )
            document = page.render(fonts, stylesheets=[sheet, measure])
            if len(document.pages) == 1:
                break
        made: bytes = document.write_pdf()
    return made


@cache
def fonts_and_style(*names: str) -> tuple[FontConfiguration, weasyprint.CSS]:
    """Fonts and style, read once; `names` are its sheets in `report_templates`, in order."""
    fonts = private_fonts()
    folder = resource_path("report_templates")
    css = "\n".join((folder / name).read_text("utf-8") for name in names)
    sheet = weasyprint.CSS(
        string=css, base_url=SCHEME, url_fetcher=TemplateFetcher(), font_config=fonts
    )
    return fonts, sheet


def _finish(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    _declare_pdf_ua(pdf)
    make_signature_fields(pdf)


def _declare_pdf_ua(pdf: pydyf.PDF) -> None:
    """Add PDF/UA-1 to the metadata, which WeasyPrint writes for one standard only."""
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    xml = b"\n".join(metadata.stream)
    metadata.stream = [xml.replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>", 1)]
    metadata.compress = False


@contextmanager
def _watched() -> Iterator[None]:
    """Turn what WeasyPrint only logs, or raises in its own way, into our error."""
    logger = logging.getLogger("weasyprint")
    collector = _Collector()
    logger.addHandler(collector)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield
    except FatalURLFetchingError as error:
        raise RenderError(problem="outside_file") from error
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate
    if collector.problems:
        raise RenderError(problem=collector.problems[0])


class _Collector(logging.Handler):
    """Keeps what went wrong, without the text it went wrong with."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        missing = str(record.msg).startswith(_MISSING_GLYPH)
        self.problems.append("missing_glyph" if missing else "not_as_intended")
