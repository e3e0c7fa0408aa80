"""What "not sure" means, and where the data protection officer settles it."""

from __future__ import annotations

from dpia_wizard.app.discuss import decide
from dpia_wizard.domain.answers import YesNo
from dpia_wizard.domain.assessment import Override
from dpia_wizard.domain.people import is_dpo
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.widgets.buttons import plain_button
from dpia_wizard.gui.widgets.card import Card
from dpia_wizard.gui.widgets.labelled import labelled
from dpia_wizard.gui.widgets.labels import body, subheading
from dpia_wizard.gui.widgets.messages import InlineMessage
from dpia_wizard.gui.widgets.text_inputs import CountedBox

_LONGEST = 2_000


class DecisionCard(Card):
    """Explains, and lets the data protection officer decide with a reason."""

    def __init__(
        self, session: AssessmentSession, question: Question, *, unsent: str = ""
    ) -> None:
        super().__init__(padding=14, spacing=6)
        self._session = session
        self._question = question
        self._title = subheading()
        self._text = body()
        self.reason = CountedBox("decision_reason", longest=_LONGEST, lines=3)
        self.reason.show_text(unsent)
        self._form = labelled("Reason for your decision", self.reason)
        self._yes = plain_button("Decide: yes")
        self._no = plain_button("Decide: no")
        self._yes.setObjectName("decide_yes")
        self._no.setObjectName("decide_no")
        self._message = InlineMessage()
        for widget in (self._title, self._text, self._form, self._yes, self._no, self._message):
            self.body.addWidget(widget)
        self._yes.clicked.connect(lambda: self._on_decided(YesNo.YES))
        self._no.clicked.connect(lambda: self._on_decided(YesNo.NO))

    def refresh(self) -> None:
        """Show what holds now."""
        session = self._session
        unsure = session.assessment.answers.get(self._question.id) == YesNo.NOT_SURE
        made = self._override()
        mine = is_dpo(session.case.desk.me)
        open_ = not session.assessment.is_locked and not session.case.is_read_only
        asks = unsure and made is None and mine and open_
        for widget in (self._form, self._yes, self._no):
            widget.setVisible(asks)
        self._title.setText("Decided by the DPO" if made else "Not sure?")
        self._text.setText(_told(made) if made else self._explained(asks=unsure and mine))

    def _explained(self, *, asks: bool) -> str:
        if asks:
            return "As the DPO you can settle this; your reason is printed in the record."
        counts = _counts_as(self._question)
        return (
            f"It counts as {counts} until your DPO decides (the data protection officer). They "
            "will see what you write below."
        )

    def _override(self) -> Override | None:
        made = self._session.assessment.overrides
        return next((o for o in made if o.target == self._question.id), None)

    def _on_decided(self, value: YesNo) -> None:
        reason = self.reason.text()
        if self.reason.is_over:
            return
        if not reason:
            self._message.show_error("Please give a reason; it is kept in the record.")
            return
        session = self._session
        if not session.leave_page():
            return
        done = session.case.do(
            lambda desk, activity: decide(
                desk,
                activity,
                session.assessment,
                target=self._question.id,
                to=value.value,
                reason=reason,
            )
        )
        if done:
            self._message.clear()
            self.reason.show_text("")


def _told(made: Override) -> str:
    before = made.before.replace("_", " ")
    after = made.after.replace("_", " ")
    return f"From {before} to {after}: {made.reason} ({made.by}, {made.at.date():%d %b %Y})"


def _counts_as(question: Question) -> str:
    """The answer that not sure is treated like, where one answer alone is worse than it."""
    beyond = {chain[-1] for chain in question.worse if YesNo.NOT_SURE in chain[:-1]}
    return beyond.pop() if len(beyond) == 1 else "the stricter answer"
