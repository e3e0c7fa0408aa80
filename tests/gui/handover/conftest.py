"""What an owner hands over from a data folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from tests.builders import OWNER
from tests.gui.cases import begin, working_desk
from tests.gui.handover.steps import answer, handed_over


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Desk]:
    """Somebody else's data folder."""
    yield from working_desk(tmp_path / "owner", me=OWNER)


@pytest.fixture
def sent(owner: Desk, tmp_path: Path) -> Path:
    """What the owner hands over at first."""
    activity = answer(owner, begin(owner), collects="yes", visitors=10)
    return handed_over(owner, activity, tmp_path / "sent.pdf")


@pytest.fixture
def there(owner: Desk, sent: Path) -> Activity:
    """The owner's activity, as handed over."""
    found = next(iter(owner.store.ids()))[0]
    assert sent.exists()
    return owner.store.load(found)
