"""What the officer decides on another computer counts where the activity came from."""

from __future__ import annotations

from pathlib import Path

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.discuss import decide_rule
from dpia_wizard.app.sign_off import submit
from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.compare import Relation
from dpia_wizard.domain.row_values import rows_of
from tests.unit.jobs.handover.steps import relation, stored
from tests.unit.jobs.two_desks import begun, handed_over, received
from tests.whole_case import WITH_POST

ROWS = "marketing-rules.sendings"


def rules(activity: Activity) -> Assessment:
    return activity.version("marketing-rules", 1)


def comes_to(desk: Desk, activity: Activity) -> list[str]:
    found = desk.evaluate(activity, rules(activity)).result
    return [row.outcome.id for row in found.rows]


def test_the_officers_decision_comes_back_with_the_activity(
    owner: Desk, dpo: Desk, tmp_path: Path
) -> None:
    email, post = rows_of(WITH_POST[ROWS])
    advert = {**post, "channel": "social_feed_ad"}
    here = begun(owner, "marketing-rules")
    draft = rules(here).with_answers({**WITH_POST, ROWS: (email, advert)})
    here = owner.save(here.put(draft))
    here = submit(owner, here, rules(here))
    assert comes_to(owner, here)[1] == "ask_dpo"

    there = received(dpo, handed_over(owner, here, tmp_path / "to-the-dpo.pdf")).activity
    there = decide_rule(
        dpo,
        there,
        rules(there),
        rule="audience_matching",
        to="proceed_with_conditions",
        reason="Tenants are told of it.",
        row=rows_of(rules(there).answers[ROWS])[1],
    )
    back = handed_over(dpo, there, tmp_path / "back.pdf")
    assert relation(owner, back) is Relation.NEWER
    received(owner, back)
    home = stored(owner, here)
    assert rules(home).overrides == rules(there).overrides
    assert comes_to(owner, home)[1] == "proceed_with_conditions"
