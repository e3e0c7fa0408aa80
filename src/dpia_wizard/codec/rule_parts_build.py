"""House settings, remedies and told words of a question-set file, as the rules know them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dpia_wizard.codec import questionnaire_file as file
from dpia_wizard.codec.condition_file import ConditionFile
from dpia_wizard.domain.conditions import Condition
from dpia_wizard.domain.rule_parts import (
    HouseSetting,
    Remedy,
    RowCase,
    RowFact,
    SendingCheck,
    SendingRules,
    Telling,
    ToldWord,
)

Say = Callable[[file.Text], str]


def house_settings(shapes: Sequence[file.HouseFile], say: Say) -> tuple[HouseSetting, ...]:
    """The choices an organisation has."""
    return tuple(
        HouseSetting(
            id=shape.id,
            title=say(shape.title),
            help=say(shape.help),
            cite=say(shape.cite),
            values={option.id: say(option.text) for option in shape.options},
            default=shape.default,
        )
        for shape in shapes
    )


def remedies(
    shapes: Sequence[file.RemedyFile], say: Say, build: Callable[[ConditionFile], Condition]
) -> tuple[Remedy, ...]:
    """What people can do about a stop."""
    return tuple(
        Remedy(
            id=shape.id,
            text=say(shape.text),
            cite=say(shape.cite),
            changes=dict(shape.changes),
            when=build(shape.when) if shape.when else None,
            own_gate=shape.own_gate,
            last_resort=shape.last_resort,
        )
        for shape in shapes
    )


def told_words(shapes: Sequence[file.ToldFile], say: Say) -> tuple[ToldWord, ...]:
    """What rules tell, in words."""
    return tuple(
        ToldWord(
            id=shape.id,
            title=say(shape.title),
            values={option.id: say(option.text) for option in shape.options},
        )
        for shape in shapes
    )


def sending_rules(
    shape: file.SendingFile | None, say: Say, build: Callable[[ConditionFile], Condition]
) -> SendingRules | None:
    """What is checked before each sending."""
    if shape is None:
        return None
    return SendingRules(
        rows=shape.rows,
        channel=shape.channel,
        group=shape.group,
        checks=tuple(
            SendingCheck(
                id=check.id,
                title=say(check.title),
                text=say(check.text),
                limit_days=check.limit_days,
                warn_days=check.warn_days,
                cite=say(check.cite),
                when=build(check.when) if check.when else None,
            )
            for check in shape.checks
        ),
    )


def row_facts(
    shapes: Sequence[file.RowFactFile], build: Callable[[ConditionFile], Condition]
) -> tuple[RowFact, ...]:
    """The facts that answers and rows tell other sets."""
    return tuple(
        RowFact(
            fact=shape.fact,
            cases=tuple(_row_case(case, build) for case in shape.cases),
            otherwise=shape.otherwise,
        )
        for shape in shapes
    )


def _row_case(shape: file.RowCaseFile, build: Callable[[ConditionFile], Condition]) -> RowCase:
    return RowCase(
        value=shape.value,
        when=build(shape.when) if shape.when else None,
        any_row=_tellings(shape.any_row_tells),
        each_row=_tellings(shape.each_row_tells),
        no_row=_tellings(shape.no_row_tells),
    )


def _tellings(shape: file.Telling | list[file.Telling]) -> tuple[Telling, ...]:
    return tuple(
        {
            name: (value,) if isinstance(value, str) else tuple(value)
            for name, value in t.items()
        }
        for t in tellings_in(shape)
    )


def tellings_in(shape: file.Telling | list[file.Telling]) -> list[file.Telling]:
    """Several tellings of which one must fit, also where the file has but one, or none."""
    several = shape if isinstance(shape, list) else [shape]
    return [telling for telling in several if telling]
