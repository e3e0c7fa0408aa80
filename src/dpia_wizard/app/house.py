"""House rules: what may be chosen, and choosing it with a reason that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.errors import NotFoundError
from dpia_wizard.domain.house import House, HouseChoice, choose
from dpia_wizard.domain.law import OpenPoint
from dpia_wizard.domain.people import Person
from dpia_wizard.domain.rule_parts import HouseSetting
from dpia_wizard.store.house_file import read_house, save_house


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRule:
    """One setting as it stands: the choice in force, who made it, and what the law leaves open.

    `setting` has the default it came with; `chosen` is the choice in force.
    """

    set_id: str
    set_title: str
    setting: HouseSetting
    chosen: str
    last: HouseChoice | None = None
    point: OpenPoint | None = None


def house_rules(desk: Desk) -> Sequence[HouseRule]:
    """Every house setting of every set, in the order of a case."""
    return [
        HouseRule(
            set_id=found.id,
            set_title=said.title,
            setting=setting,
            chosen=setting.chosen_of(desk.sets.house.chosen(found.id)),
            last=desk.sets.house.last_choice(found.id, setting.id),
            point=desk.law.open_point(found.id, setting.id),
        )
        for found in desk.sets.with_house_rules()
        for said in [replace(found, house={}).say(organisation=desk.settings.organisation)]
        for setting in said.house
    ]


def choose_house_rule(
    desk: Desk, set_id: str, setting_id: str, value: str, *, reason: str, by: Person
) -> House:
    """Choose for the whole organisation and note who did so and why.

    What was completed before keeps the choice it was judged by. Raises `NotFoundError`,
    `ReasonNeededError`, `NotAllowedError` (only a data protection officer may),
    `CannotReadError`, `CannotWriteError`, or `UnreadableError` where a newer program wrote the
    rules there are.
    """
    known = {(rule.set_id, rule.setting.id): rule.setting for rule in house_rules(desk)}
    setting = known.get((set_id, setting_id))
    if setting is None:
        raise NotFoundError(what="house rule", name=setting_id)
    path = desk.workspace.house_path
    house = choose(
        read_house(path), setting, value, set_id=set_id, reason=reason, by=by, at=desk.now()
    )
    save_house(path, house)
    desk.sets.house = house
    desk.close()  # opened again, the register looks at every activity anew
    return house
