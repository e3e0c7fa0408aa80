"""The rows of the register as Qt sees them: columns, sorting, and Qt's own rules."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from dpia_wizard.gui.register.register_model import CELL_ROLE, Cell, RegisterModel
from tests.builders import TODAY
from tests.gui.rows import rows


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = RegisterModel()
    model.show_rows(rows(5), today=TODAY)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.keep(lambda row: row.id == "00003")
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_the_columns_follow_the_question_sets() -> None:
    model = RegisterModel()
    model.show_rows(rows(1), today=TODAY)
    names = [column.title for column in model.columns]
    assert names == ["Activity", "screening", "marketing-rules", "lia", "Next review"]
    assert model.index(0, 3).data(CELL_ROLE) == Cell("Consent needed", "stop")


@pytest.mark.parametrize("column", range(5))
def test_every_column_sorts_both_ways_with_nothing_last(column: int) -> None:
    model = RegisterModel()
    model.show_rows(rows(50), today=TODAY)
    model.sort(column)
    up = [model.summary(row).id for row in range(50)]
    model.sort(column, Qt.SortOrder.DescendingOrder)
    keys = [model.columns[column].key(model.summary(row)) for row in range(50)]
    assert keys == sorted(keys, reverse=True)
    model.sort(-1)
    assert sorted(up) == [model.summary(row).id for row in range(50)]
