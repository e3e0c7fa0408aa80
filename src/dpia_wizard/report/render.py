"""Prints a record: one file that is PDF/A-3a and PDF/UA-1 and carries the record's data."""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache

import fontTools
import pydyf
import weasyprint
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from dpia_wizard.codec.record import ATTACHMENT, Record, dump_record, record_bytes
from dpia_wizard.domain.errors import RenderError
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.report import words
from dpia_wizard.report.context import page_of, title_of
from dpia_wizard.report.fonts import coverage, fonts_digest, private_fonts
from dpia_wizard.report.signature_fields import make_signature_fields
from dpia_wizard.report.template import SCHEME, TemplateFetcher, fill, template
from dpia_wizard.report.text import plain
from dpia_wizard.resources import resource_path

_VARIANT = "pdf/a-3a"
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
class RenderedRecord:
    """The file of a record, and what is printed on it to know it by."""

    pdf: bytes
    fingerprint: str
    pages: int


def render_record(record: Record, questionnaire: Questionnaire) -> RenderedRecord:
    """Print a record; the same record gives the same bytes.

    Raises `RenderError`, which never quotes an answer.
    """
    page = page_of(record, questionnaire)
    fonts, style = _typesetter()
    with _watched():
        html = weasyprint.HTML(
            string=fill(page), base_url=SCHEME, url_fetcher=TemplateFetcher()
        )
        document = html.render(fonts, stylesheets=[style], pdf_variant=_VARIANT)
        _describe(document.metadata, record, questionnaire)
        pdf = document.write_pdf(pdf_variant=_VARIANT, pdf_identifier=True, finisher=_finish)
    return RenderedRecord(pdf=pdf, fingerprint=page.fingerprint, pages=len(document.pages))


def html_of(record: Record, questionnaire: Questionnaire) -> str:
    """The HTML the pages are made from."""
    return fill(page_of(record, questionnaire))


def warm_up() -> None:
    """Read template, fonts and style sheet now, so that the first record is no slower."""
    _typesetter()
    template("record.html")
    coverage()


@cache
def renderer_versions() -> dict[str, str]:
    """What decides the bytes of a file beside the record itself."""
    version = pango.pango_version()
    return {
        "weasyprint": weasyprint.__version__,
        "pydyf": pydyf.__version__,
        "pango": f"{version // 10000}.{version // 100 % 100}.{version % 100}",
        "fonttools": fontTools.version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        "fonts": fonts_digest(),
        "template": _template_digest(),
    }


def _template_digest() -> str:
    total = hashlib.sha256()
    for path in sorted(resource_path("report_templates/record").iterdir()):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


@cache
def _typesetter() -> tuple[FontConfiguration, weasyprint.CSS]:
    """Fonts and style sheet, read once: they are the same for every record."""
    fonts = private_fonts()
    css = (resource_path("report_templates/record") / "record.css").read_text("utf-8")
    style = weasyprint.CSS(
        string=css, base_url=SCHEME, url_fetcher=TemplateFetcher(), font_config=fonts
    )
    return fonts, style


def _describe(
    metadata: weasyprint.document.DocumentMetadata, record: Record, questionnaire: Questionnaire
) -> None:
    at = datetime.combine(record.as_at, time(), UTC)
    metadata.title = plain(title_of(record, questionnaire))
    metadata.authors = [plain(record.organisation.name)]
    metadata.generator = f"{record.program.name} {record.program.version}"
    metadata.created = metadata.modified = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata.attachments = [
        weasyprint.Attachment(
            string=record_bytes(dump_record(record)),
            name=ATTACHMENT,
            description=words.PAGE["attached"],
            created=at,
            modified=at,
            relationship="Source",
        )
    ]


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
