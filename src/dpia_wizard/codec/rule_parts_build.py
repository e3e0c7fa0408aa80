"""House settings and remedies of a question-set file, as the rules know them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dpia_wizard.codec import questionnaire_file as file
from dpia_wizard.codec.condition_file import ConditionFile
from dpia_wizard.domain.conditions import Condition
from dpia_wizard.domain.rule_parts import HouseSetting, Remedy

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
        )
        for shape in shapes
    )
