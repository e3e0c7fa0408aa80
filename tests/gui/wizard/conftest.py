"""A wizard on the set with every kind of question, in one folder for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dpia_wizard.app.desk import Desk
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from tests.gui.cases import working_desk
from tests.gui.conftest import OpenWizard


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One folder for all tests of a file; each has an activity of its own."""
    yield from working_desk(tmp_path_factory.mktemp("data"))


@pytest.fixture
def wizard(open_wizard: OpenWizard) -> WizardPage:
    """A new activity's, where the work begins."""
    return open_wizard()
