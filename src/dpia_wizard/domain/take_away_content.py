"""Everything an assessment says, as blocks: its result, its answers, advice and sign-off."""

from __future__ import annotations

from collections.abc import Iterator

from dpia_wizard.domain.answers import AnswerValue, PromptsAnswer, is_written
from dpia_wizard.domain.assessment import Assessment, Move
from dpia_wizard.domain.questionnaire import Kind, Question, Section
from dpia_wizard.domain.row_values import Row, rows_of
from dpia_wizard.domain.take_away import Block, Heading, Paragraph, Points, Table
from dpia_wizard.domain.take_away_case import RelyOn
from dpia_wizard.domain.take_away_fill import Filler, cited, day_in_words

_LEVEL = 3


def content_blocks(relied: RelyOn, filler: Filler) -> Iterator[Block]:
    """The whole of an assessment, section by section."""
    words = filler.texts.words
    yield Heading(text=words["result"], level=_LEVEL)
    yield from _results(relied)
    for section in relied.questionnaire.sections:
        blocks = list(_answers(relied, section, filler))
        if blocks:
            yield Heading(text=section.title, level=_LEVEL)
            yield from blocks
    yield Heading(text=words["advice_and_sign_off"], level=_LEVEL)
    rows = tuple(_settled(relied.assessment, filler))
    if rows:
        yield Table(head=(words["what"], words["said"]), rows=rows)
    else:
        yield Paragraph(text=words["not_settled"])


def _results(relied: RelyOn) -> Iterator[Block]:
    for result in relied.evaluation.results:
        if result.outcome is None:
            continue
        yield Paragraph(
            text=f"{result.ruling.title} {result.outcome.title}. {result.outcome.text}"
        )
        reasons = tuple(cited(r.because, r.cite) for r in result.reasons)
        if reasons:
            yield Points(items=reasons)


def _answers(relied: RelyOn, section: Section, filler: Filler) -> Iterator[Block]:
    seen = relied.evaluation.situation
    head = (filler.texts.words["question"], filler.texts.words["answer"])
    plain: list[tuple[str, str]] = []
    for question in section.questions:
        if question.id not in seen.visible:
            continue
        value = seen.answers.get(question.id)
        if question.kind is not Kind.ROWS:
            plain.append((question.text, _answer(question, value, filler)))
            continue
        if plain:
            yield Table(head=head, rows=tuple(plain))
            plain = []
        yield Paragraph(text=question.text)
        yield from _rows(question, rows_of(value), filler)
    if plain:
        yield Table(head=head, rows=tuple(plain))


def _rows(question: Question, rows: tuple[Row, ...], filler: Filler) -> Iterator[Block]:
    words = filler.texts.words
    if not rows:
        yield Paragraph(text=words["not_answered"])
    for number, row in enumerate(rows, 1):
        cells = tuple(
            (part.short, filler.in_words(row[part.id], part))
            for part in question.fields
            if not part.numbered and part.id in row and is_written(row[part.id])
        )
        name = question.label or words["row"]
        yield Table(head=(f"{name} {number}", words["answer"]), rows=cells)


def _answer(question: Question, value: AnswerValue | None, filler: Filler) -> str:
    words = filler.texts.words
    if not is_written(value):
        return words["not_answered"]
    said = filler.in_words(value, question)
    if not isinstance(value, PromptsAnswer) or not value.not_relevant:
        return said
    labels = {prompt.id: prompt.label for prompt in question.prompts}
    aside = [f"- {labels.get(p, p)}: {why}" for p, why in value.not_relevant.items()]
    return "\n\n".join([said, "\n".join([words["not_relevant"], *aside])])


def _settled(made: Assessment, filler: Filler) -> Iterator[tuple[str, str]]:
    words, advice = filler.texts.words, made.advice
    if advice is not None:
        by = f"{advice.by}, {day_in_words(str(advice.on))}" if advice.by else ""
        told = [words[f"advice_{advice.outcome}"], by, advice.text, advice.reason]
        yield words["advice"], "\n\n".join(text for text in told if text)
    for move in made.moves:
        word = words.get(f"move_{move.kind}")
        if word:
            yield word, _moved(move)
    if made.plan.review_on:
        yield words["review_on"], day_in_words(made.plan.review_on.isoformat())


def _moved(move: Move) -> str:
    return f"{move.by}, {day_in_words(move.at.date().isoformat())}"
