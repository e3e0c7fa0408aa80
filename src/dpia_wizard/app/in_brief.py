"""What an assessment's result rests on, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from dpia_wizard.domain.row_story import RowStory, stories
from dpia_wizard.domain.rules import Evaluation

_MOST = 4


def in_brief(evaluation: Evaluation) -> str:
    """Each row with its route, or the numbered questions that decided; may be empty."""
    rows = stories(evaluation.result, evaluation.situation)
    if rows:
        routes = dict.fromkeys(filter(None, map(_route, rows)))
        return " · ".join(_some(list(routes)))
    named = _numbered(evaluation)
    return f"Because of {', '.join(_some(named))}" if named else ""


def _route(row: RowStory) -> str:
    """“Email: soft opt-in after a sale”."""
    if not row.told:
        return ""
    _title, route = row.told[0]
    return f"{row.what}: {_inside(route)}"


def _numbered(evaluation: Evaluation) -> list[str]:
    """“New information (1)” for each question that is the whole of a reason."""
    about = [reason.questions for reason in evaluation.result.reasons]
    decided = {questions[0] for questions in about if len(questions) == 1}
    asked = evaluation.situation.questionnaire.questions.values()
    return [f"{_inside(q.short)} ({q.number})" for q in asked if q.number and q.id in decided]


def _inside(text: str) -> str:
    """As it reads inside a sentence: a capital goes, an abbreviation stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _some(parts: Sequence[str]) -> list[str]:
    more = len(parts) - _MOST
    return [*parts[:_MOST], f"{more} more"] if more > 0 else list(parts)
