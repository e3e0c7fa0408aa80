"""Who is at work, and a screening on its way."""

from __future__ import annotations

from dataclasses import replace

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.codec.history import broken_links
from dpia_wizard.domain import signoff
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.answers import AnswerValue
from dpia_wizard.domain.assessment import Assessment
from tests.builders import NOW, OWNER, READY


def work_as(desk: Desk, name: str, role: str) -> None:
    save_settings(desk, replace(desk.settings, name=name, role=role))


def allow_names(desk: Desk, *, allowed: bool = True) -> None:
    save_settings(desk, replace(desk.settings, signature_needed=not allowed))


def draft_of(activity: Activity) -> Assessment:
    found = activity.current("screening")
    assert found is not None
    return found


def completed(desk: Desk, activity: Activity) -> Activity:
    """Completed in the store, without the PDF a job would make."""
    questions = desk.questionnaire(draft_of(activity)).questions.values()
    asked = [q.id for q in questions if not q.parent and not q.options]
    answers: dict[str, AnswerValue] = dict.fromkeys(asked, "no")
    answers["screening.high_risk_examples"] = ("none",)
    answered = replace(draft_of(activity), answers=answers, plan=READY)
    evaluation = desk.evaluate(activity.put(answered), answered)
    done = signoff.complete(answered, evaluation, by=OWNER, at=NOW)
    return desk.save(activity.put(done))


def kinds(activity: Activity) -> list[str]:
    assert broken_links(activity.history) == []
    return [event.kind.value for event in activity.history]
