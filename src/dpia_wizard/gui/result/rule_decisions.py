"""What is the data protection officer's to decide in a result, and what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dpia_wizard.app.discuss import decide_rule, take_back
from dpia_wizard.codec.decision_words import decision_words
from dpia_wizard.domain.assessment import Override, Status
from dpia_wizard.domain.decisions import Choice, Decided, choices
from dpia_wizard.domain.people import is_dpo
from dpia_wizard.domain.row_story import RowStory
from dpia_wizard.domain.row_values import Row, rows_of
from dpia_wizard.domain.rules import Result
from dpia_wizard.domain.rulings import Rule
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.result.rule_decision_form import RuleDecisionForm
from dpia_wizard.gui.result.take_back_row import TakeBackRow
from dpia_wizard.gui.widgets.labels import Label, small
from dpia_wizard.gui.widgets.link import Link
from dpia_wizard.gui.widgets.messages import Banner
from dpia_wizard.gui.widgets.scroll_page import bring_into_view
from dpia_wizard.gui.words import day

_OPEN = "For the data protection officer (DPO) to decide"
_OTHERWISE = "The data protection officer (DPO) may decide otherwise"
_HOUSE = "This is a rule of the house, not of the law: the DPO may set it aside with a reason."
_LAW = "This is not settled, or not clear. The DPO decides it with a reason."
_FOR_DPO = (
    "As the DPO you decide this here. Your reason is printed. What you decide rests on the "
    "answers as they are now, and falls away if they change."
)
_FOR_OTHERS = "Your DPO decides this. Send it to them; the rest need not be answered first."
_WITH_DPO = "It is with your DPO now."
_LOCKED = "It was left open when this version was completed. A new version can have it decided."
_MADE = "Decided by the data protection officer (DPO)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A rule that holds, with what may be decided about it; `number` is that of its row."""

    rule: Rule
    choices: Sequence[Choice]
    about: str
    number: int = 0
    row: Row | None = None

    @property
    def key(self) -> str:
        """Names it on the page."""
        return f"{self.number}:{self.rule.id}"


class RuleDecisions:
    """Makes the box where something is decided, and keeps what is half written in it."""

    def __init__(self, session: AssessmentSession, hand_over: Callable[[], None]) -> None:
        self._session = session
        self._hand_over = hand_over
        self._unsent: dict[str, tuple[str, str]] = {}
        self._acted = ""

    def of_row(self, story: RowStory, question_id: str) -> Iterator[QWidget]:
        """What was decided about a row, then what still is to be."""
        yield from (self._made(found, story.found.number) for found in story.found.decided)
        rule = story.found.rule
        if rule is not None and story.choices:
            rows = rows_of(self._session.assessment.answers.get(question_id))
            number = story.found.number
            yield self._open(
                Matter(
                    rule=rule,
                    choices=story.choices,
                    about=story.name,
                    number=number,
                    row=rows[number - 1],
                )
            )

    def of_result(self, result: Result) -> Iterator[QWidget]:
        """The same for a result that does not rest on rows."""
        decided = self._session.evaluation.situation.decided
        fired = {reason.rule for reason in result.reasons}
        for rule in result.ruling.rules:
            if rule.id in decided:
                yield self._made(Decided(rule=rule, override=decided[rule.id]), 0)
            elif rule.id in fired and (offered := choices(rule, result.ruling)):
                yield self._open(Matter(rule=rule, choices=offered, about=rule.because))

    def come_back(self, page: QWidget) -> None:
        """Put the keyboard where something was just decided, or taken back."""
        key, self._acted = self._acted, ""
        box = page.findChild(QWidget, f"decision:{key}")
        if box is None:
            return
        first = next((w for w in box.findChildren(QWidget) if _takes_focus(w)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(box)

    def _open(self, matter: Matter) -> QWidget:
        title = _OPEN if len(matter.choices) > 1 else _OTHERWISE
        banner = Banner("care", title, _HOUSE if matter.rule.house else _LAW)
        banner.setObjectName(f"decision:{matter.key}")
        session = self._session
        if session.assessment.is_locked:
            banner.body.addWidget(small(_LOCKED))
        elif not session.case.is_read_only:
            self._say_who(banner.body, matter)
        return banner

    def _say_who(self, body: QVBoxLayout, matter: Matter) -> None:
        session = self._session
        if is_dpo(session.case.desk.me):
            body.addWidget(small(_FOR_DPO))
            body.addWidget(self._form(matter))
        elif session.assessment.status is Status.SUBMITTED:
            body.addWidget(small(_WITH_DPO))
        else:
            body.addWidget(small(_FOR_OTHERS))
            link = Link("Send it to the DPO", f"Send it to the DPO: {matter.about}")
            link.clicked.connect(self._hand_over)
            body.addWidget(link)

    def _form(self, matter: Matter) -> RuleDecisionForm:
        form = RuleDecisionForm(matter.key, matter.about, matter.choices)
        form.show_unsent(*self._unsent.get(matter.key, ("", "")))
        form.edited.connect(partial(self._keep_unsent, matter.key, form))
        form.decided.connect(partial(self._decide, matter))
        return form

    def _made(self, found: Decided, number: int) -> Banner:
        made = found.override
        asked, rule = self._session.questionnaire, found.rule
        banner = Banner("note", _MADE, decision_words(asked, rule.id, made.after))
        banner.setObjectName(f"decision:{number}:{rule.id}")
        reason = Label(f"“{made.reason}”", "body", selectable=True)
        banner.body.addWidget(reason)
        banner.body.addWidget(small(f"{made.by}, {day(made.at.astimezone().date())}"))
        session = self._session
        open_ = not session.assessment.is_locked and not session.case.is_read_only
        if open_ and is_dpo(session.case.desk.me):
            back = TakeBackRow(f"{number}:{rule.id}", banner.accessibleName())
            back.confirmed.connect(partial(self._take_back, made, number))
            banner.body.addWidget(back)
        return banner

    def _keep_unsent(self, key: str, form: RuleDecisionForm) -> None:
        self._unsent[key] = (form.chosen, form.reason.text())

    def _decide(self, matter: Matter, to: str, reason: str) -> None:
        session = self._session
        if not session.leave_page():
            return
        self._acted = matter.key
        self._unsent.pop(matter.key, None)
        done = session.case.do(
            lambda desk, activity: decide_rule(
                desk,
                activity,
                session.assessment,
                rule=matter.rule.id,
                to=to,
                reason=reason,
                row=matter.row,
            )
        )
        if not done:
            self._unsent[matter.key] = (to, reason)

    def _take_back(self, made: Override, number: int) -> None:
        session = self._session
        if not session.leave_page():
            return
        self._acted = key = f"{number}:{made.target}"
        self._unsent[key] = (made.after, made.reason)
        done = session.case.do(
            lambda desk, activity: take_back(desk, activity, session.assessment, made=made)
        )
        if not done:
            self._unsent.pop(key)


def _takes_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() & Qt.FocusPolicy.TabFocus != Qt.FocusPolicy.NoFocus
