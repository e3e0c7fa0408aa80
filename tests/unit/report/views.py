"""A record as the template is given it."""

from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.history import Event
from dpia_wizard.report.context import page_of
from dpia_wizard.report.view import Asked, Page
from tests.unit.report import samples
from tests.unit.report.samples import Sample


def page(made: Sample) -> Page:
    return page_of(made.record, made.questionnaire)


def made_of(subject: Assessment, history: tuple[Event, ...] = ()) -> Sample:
    return samples.sample(samples.activity(subject, history=history), subject)


def asked(shown: Page, text: str) -> Asked:
    found = [q for s in shown.sections for g in s.groups for q in g.questions]
    return next(question for question in found if question.text.startswith(text))
