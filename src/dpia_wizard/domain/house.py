"""House rules: what an organisation has chosen where the law leaves room, and who chose it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dpia_wizard.domain.errors import NotAllowedError, ReasonNeededError
from dpia_wizard.domain.people import Person, is_dpo
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.rule_parts import HouseSetting


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseChoice:
    """One change of a house setting of a question set."""

    set_id: str
    setting: str
    before: str
    after: str
    reason: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Every choice ever made, oldest first; the last one of a setting counts."""

    log: tuple[HouseChoice, ...] = ()

    def chosen(self, set_id: str) -> Mapping[str, str]:
        """What was chosen for a set's settings; the others have their default."""
        return {c.setting: c.after for c in self.log if c.set_id == set_id}

    def last_choice(self, set_id: str, setting: str) -> HouseChoice | None:
        """Who chose last, and why; None while nobody has."""
        made = [c for c in self.log if (c.set_id, c.setting) == (set_id, setting)]
        return made[-1] if made else None

    @property
    def stamp(self) -> str:
        """Another text for other choices."""
        chosen = {(c.set_id, c.setting): c.after for c in self.log}
        return ";".join(f"{s}.{name}={value}" for (s, name), value in sorted(chosen.items()))


def choose(
    house: House,
    setting: HouseSetting,
    value: str,
    *,
    set_id: str,
    reason: str,
    by: Person,
    at: datetime,
) -> House:
    """The house with one setting chosen anew; the present choice again is no change.

    Raises `ReasonNeededError`, or `NotAllowedError` for anybody but a data protection officer
    and for a value there is not.
    """
    before = setting.chosen_of(house.chosen(set_id))
    if value == before:
        return house
    if value not in setting.values:
        raise NotAllowedError(move="house_rule", status="no_such_choice")
    if not reason.strip():
        raise ReasonNeededError(move="house_rule")
    if not by.name.strip() or not is_dpo(by):
        raise NotAllowedError(move="house_rule", status="house_not_dpo")
    made = HouseChoice(
        set_id=set_id,
        setting=setting.id,
        before=before,
        after=value,
        reason=reason.strip(),
        by=by,
        at=at,
    )
    return replace(house, log=(*house.log, made))


def with_choices(said: Questionnaire, chosen: Mapping[str, str]) -> Questionnaire:
    """The set with the choices made in place of its own defaults."""
    if not any(setting.id in chosen for setting in said.house):
        return said
    house = tuple(replace(s, default=s.chosen_of(chosen)) for s in said.house)
    return replace(said, house=house)
