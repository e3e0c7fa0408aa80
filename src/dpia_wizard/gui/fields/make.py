"""From a question to its field."""

from __future__ import annotations

from dpia_wizard.domain.questionnaire import Kind, Question
from dpia_wizard.gui.fields.base import Field
from dpia_wizard.gui.fields.choice_field import ChoiceField
from dpia_wizard.gui.fields.choices_field import ChoicesField
from dpia_wizard.gui.fields.prompts_field import PromptsField
from dpia_wizard.gui.fields.rows_field import RowsField
from dpia_wizard.gui.fields.small_fields import DateAnswerField, NumberField, PersonField
from dpia_wizard.gui.fields.text_fields import LongTextField, TextField


def make_field(question: Question) -> Field:
    """Build the field for a question; a new `Kind` fails type-checking until listed."""
    match question.kind:
        case Kind.YES_NO | Kind.YES_NO_UNSURE | Kind.CHOICE:
            return ChoiceField(question)
        case Kind.CHOICES:
            return ChoicesField(question)
        case Kind.TEXT:
            return TextField(question)
        case Kind.LONG_TEXT:
            return LongTextField(question)
        case Kind.PROMPTS:
            return PromptsField(question)
        case Kind.DATE:
            return DateAnswerField(question)
        case Kind.NUMBER:
            return NumberField(question)
        case Kind.PERSON:
            return PersonField(question)
        case Kind.ROWS:
            return RowsField(question)
