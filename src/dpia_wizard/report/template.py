"""The templates of what we print: filled in, and fetching nothing but its own files."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from dpia_wizard.domain.take_away import with_gaps
from dpia_wizard.report import words
from dpia_wizard.report.text import clean, direction
from dpia_wizard.report.view import Page
from dpia_wizard.report.watermark import watermark_svg
from dpia_wizard.resources import resource_path

SCHEME = "template:"
_FOLDERS = tuple(f"report_templates/{name}" for name in ("record", "check", "take_away"))


def fill(page: Page) -> str:
    """The HTML of a page; every value in it is escaped text."""
    return template("record.html").render(page=page)


@cache
def template(name: str) -> Template:
    """One of the templates, compiled once."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    """The templates' surroundings; `w` are our own words, known to imported macros too."""
    environment = Environment(
        loader=FileSystemLoader([resource_path(folder) for folder in _FOLDERS]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
    )
    environment.filters["direction"] = direction
    environment.filters["gaps"] = with_gaps
    environment.globals["w"] = {**words.PAGE, "step_open": words.STEP_OPEN}
    return environment


def _printable(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    return clean(value) if type(value) is str else value


class TemplateFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the template's own watermarks; anything else ends the rendering."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The picture behind one of the template's addresses."""
        for word in words.WATERMARKS.values():
            if url == f"{SCHEME}watermark/{word}.svg":
                headers = {"Content-Type": "image/svg+xml"}
                return URLFetcherResponse(url, watermark_svg(word), headers)
        raise FatalURLFetchingError("a record fetches nothing from outside")
