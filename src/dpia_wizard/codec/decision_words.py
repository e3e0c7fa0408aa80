"""What a data protection officer decided about a rule, in words: in the window and in print."""

from __future__ import annotations

from dpia_wizard.domain.assessment import LIFTED
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rulings import Rule, Ruling

_SET_ASIDE = "House rule set aside"
_GOES_ON = "Yes, and the rules after it decide the rest"


def rule_named(questionnaire: Questionnaire, target: str) -> tuple[Ruling, Rule] | None:
    """The rule with this id and the result it belongs to, None where there is none."""
    found = (
        (ruling, rule)
        for ruling in questionnaire.rulings
        for rule in ruling.rules
        if rule.id == target
    )
    return next(found, None)


def decided_words(ruling: Ruling, rule: Rule, to: str) -> str:
    """A decision: the choice as it was put, or the outcome it stands for."""
    if to == LIFTED:
        return _GOES_ON if rule.goes_on and not rule.house else _SET_ASIDE
    said = ruling.outcome(rule.outcome).decided_as.get(to)
    titles = {outcome.id: outcome.title for outcome in ruling.outcomes}
    return said or titles.get(to, to.replace("_", " "))


def decision_words(questionnaire: Questionnaire, target: str, to: str) -> str:
    """A decision by itself; of a rule that is set aside also what it said."""
    found = rule_named(questionnaire, target)
    if found is None:
        return f"{target}: {to}"
    ruling, rule = found
    said = decided_words(ruling, rule, to)
    return f"{said}: “{rule.because}”" if to == LIFTED else said


def rule_change_words(
    questionnaire: Questionnaire, target: str, before: str, after: str
) -> tuple[str, str, str] | None:
    """What a change of a decision in the history is about, from what, to what."""
    found = rule_named(questionnaire, target)
    if found is None:
        return None
    ruling, rule = found
    plain = ruling.outcome(rule.outcome).title
    from_, to = (
        decided_words(ruling, rule, value) if value else plain for value in (before, after)
    )
    return f"“{rule.because}”", from_, to
