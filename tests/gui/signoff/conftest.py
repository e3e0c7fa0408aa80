"""An assessment answered in full and shown at sign-off, in one folder for each file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from dpia_wizard.app.desk import Desk
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import SIGN_OFF
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import OWNER
from tests.gui.cases import FAIR_ANSWERS, begin, working_desk
from tests.gui.conftest import OpenWizard


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One folder for all tests here; each has an activity of its own."""
    yield from working_desk(tmp_path_factory.mktemp("data"), me=OWNER)


@pytest.fixture(scope="module")
def worker(qapp: QApplication, desk: Desk) -> Iterator[WorkerClient]:
    """One worker, started once."""
    keeper = QObject()
    client = WorkerClient(desk.workspace.folder, keeper)
    client.start()
    yield client
    client.close()


@pytest.fixture
def activity(desk: Desk) -> Activity:
    """Answered in full, with nothing settled for sign-off."""
    return begin(desk, answers=FAIR_ANSWERS)


@pytest.fixture
def wizard(open_wizard: OpenWizard, activity: Activity) -> WizardPage:
    """At sign-off, where no record can be made."""
    wizard = open_wizard(activity=activity)
    wizard.go_to(SIGN_OFF)
    return wizard


@pytest.fixture
def live(open_wizard: OpenWizard, activity: Activity, worker: WorkerClient) -> WizardPage:
    """At sign-off, with the real worker."""
    wizard = open_wizard(activity=activity, worker=worker)
    wizard.go_to(SIGN_OFF)
    return wizard
