"""What is asked: a question set as its author wrote it, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from dpia_wizard.domain.answers import YesNo
from dpia_wizard.domain.conditions import Condition, facts_in
from dpia_wizard.domain.row_parts import GridPicture, NotNeeded, Suggestion, WorkedOut
from dpia_wizard.domain.rule_parts import (
    Derivation,
    HouseSetting,
    Remedy,
    SendingRules,
    ToldWord,
)
from dpia_wizard.domain.rulings import Need, Ruling


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    YES_NO_UNSURE = "yes_no_unsure"
    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    NUMBER = "number"
    PERSON = "person"
    PROMPTS = "prompts"
    ROWS = "rows"


class Required(StrEnum):
    """What an open question holds up."""

    NO = "no"
    FOR_SIGN_OFF = "for_sign_off"
    FOR_RESULT = "for_result"


class Severity(StrEnum):
    """How loudly a check speaks."""

    NOTE = "note"
    WARNING = "warning"
    BLOCKS_SIGN_OFF = "blocks_sign_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value to choose; `sector` is the activity's kind of organisation it stands for.

    One that is `given_only` is never offered in the window.
    """

    id: str
    text: str
    help: str = ""
    cite: str = ""
    sector: str = ""
    given_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One point to think of while writing; guidance, not a question of its own."""

    id: str
    text: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing we ask.

    `id` never changes once published: stored answers are filed under it. A follow-up names its
    `parent` and the answers of it (`asked_on`) that make it show. A field of a row may be
    `worked_out` from others, `numbered` by the program, or pick (`refers_to`) the number of a
    row of another question. Each line of `worse` runs from a better answer to worse ones.
    What is `given_only` is never asked in the window. The answer to what is asked `anew` is not
    taken over into a new version.
    """

    id: str
    text: str
    kind: Kind
    number: str = ""
    label: str = ""
    help: str = ""
    why: str = ""
    examples: Mapping[str, str] = field(default_factory=dict)
    cite: str = ""
    required: Required = Required.NO
    required_if: Condition | None = None
    show_if: Condition | None = None
    parent: str = ""
    asked_on: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    fields: tuple[Question, ...] = ()
    max_length: int = 20_000
    carry_from: tuple[str, ...] = ()
    worked_out: WorkedOut | None = None
    numbered: bool = False
    refers_to: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    worse: tuple[tuple[str, ...], ...] = ()
    given_only: bool = False
    anew: bool = False

    @property
    def short(self) -> str:
        """The name used in lists of steps and in tables."""
        return self.label or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions that belong together; `one_per_page` spreads them over pages."""

    id: str
    title: str
    short_title: str = ""
    intro: str = ""
    one_per_page: bool = False
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something the program points out beside a question and in the record.

    It leads to the question `at` which it stands, unless no answer would change it.
    """

    id: str
    at: str
    when: Condition
    text: str
    cite: str = ""
    severity: Severity = Severity.WARNING
    go_to: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Something to do after sign-off; ticked as a fact of the activity."""

    id: str
    text: str
    help: str = ""
    cite: str = ""
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """A question set in one language; `digest` identifies its file's content (SHA-256).

    `law_on` names the question whose day says which rules are in force. A set that is not
    `offered` is asked by the command line only. Answers under the names of the fields of
    `flat_rows` make one row of it. Facts named in `live_facts` may go on changing after the
    completion: the gates read them anew, and no signed result counts as out of date for them.
    `not_needed` says when a case goes on without the set, `not_yet` when it waits for others;
    an `optional` set is never asked for, but holds a sending up once it is begun.
    `known` are the facts that the organisation's profile tells this set's conditions today.
    """

    id: str
    version: str
    title: str
    short_title: str
    purpose: str = ""
    source: str = ""
    law_version: str
    law_as_at: date
    language: str = "en"
    digest: str = ""
    sector_examples: tuple[str, ...] = ()
    review_after_months: int = 12
    advice_required: bool = False
    sections: tuple[Section, ...]
    rulings: tuple[Ruling, ...]
    needs: Mapping[str, Need] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    pictures: tuple[GridPicture, ...] = ()
    not_needed: NotNeeded | None = None
    not_yet: NotNeeded | None = None
    law_on: str = ""
    offered: bool = True
    optional: bool = False
    house: tuple[HouseSetting, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    told: tuple[ToldWord, ...] = ()
    flat_rows: str = ""
    live_facts: frozenset[str] = frozenset()
    known: Mapping[str, str] = field(default_factory=dict)
    sending: SendingRules | None = None

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by id, in the order they are asked."""
        return {question.id: question for question in self._all()}

    def question(self, question_id: str) -> Question:
        """The question with this id."""
        return self.questions[question_id]

    def derivation(self, derivation_id: str) -> Derivation | None:
        """The derived value with this id, None where there is none."""
        return self._derivations.get(derivation_id)

    @cached_property
    def _derivations(self) -> Mapping[str, Derivation]:
        return {derivation.id: derivation for derivation in self.derivations}

    def full_id(self, question_id: str) -> str:
        """The id with the set's prefix, which may be left out on the way in."""
        prefixed = f"{self.id}.{question_id}"
        return prefixed if prefixed in self.questions else question_id

    def section_of(self, question_id: str) -> Section:
        """The section that asks a question."""
        return next(
            section
            for section in self.sections
            if any(question.id == question_id for question in section.questions)
        )

    @cached_property
    def asked_anew(self) -> frozenset[str]:
        """The ids of questions whose answers are not taken over into a new version."""
        return frozenset(question.id for question in self._all() if question.anew)

    @cached_property
    def may_be_lifted(self) -> frozenset[str]:
        """The rules a data protection officer may set aside: those marked, if any are."""
        rules = [rule for ruling in self.rulings for rule in ruling.rules]
        marked = [rule for rule in rules if rule.house or rule.goes_on]
        return frozenset(rule.id for rule in marked or rules)

    @cached_property
    def facts_read(self) -> frozenset[str]:
        """The names of the facts that anything in this set depends on."""
        return frozenset(fact for when in self._conditions() for fact in facts_in(when))

    @cached_property
    def sets_carried(self) -> frozenset[str]:
        """The ids of other sets whose answers are offered here."""
        sources = (source for question in self._all() for source in question.carry_from)
        return frozenset(source.split(".")[0] for source in sources) - {
            self.id,
            "activity",
            "profile",
        }

    def _conditions(self) -> Iterator[Condition]:
        for question in self._all():
            yield from (when for when in (question.show_if, question.required_if) if when)
            yield from (offer.when for offer in question.suggestions if offer.when)
            for part in question.fields:
                yield from (when for when in (part.show_if, part.required_if) if when)
                yield from (
                    when for when, _ in (part.worked_out.cases if part.worked_out else ())
                )
        for ruling in self.rulings:
            yield from (rule.when for rule in ruling.rules)
            told = (case for fact in ruling.row_facts for case in fact.cases)
            yield from (case.when for case in told if case.when)
        yield from (need.when for need in self.needs.values() if need.when)
        yield from (check.when for check in self.checks)
        yield from (step.when for step in self.next_steps if step.when)
        yield from (when for found in self.derivations for when, _ in found.cases)
        yield from (remedy.when for remedy in self.remedies if remedy.when)
        owed = self.sending.checks if self.sending else ()
        yield from (check.when for check in owed if check.when)
        yield from (found.when for found in (self.not_needed, self.not_yet) if found)

    def _all(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions


YES_NO_OPTIONS = (YesNo.YES, YesNo.NO)
YES_NO_UNSURE_OPTIONS = (YesNo.YES, YesNo.NO, YesNo.NOT_SURE)
