"""Settings and the dialog in a folder whose worker starts once for each file."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import Settings, save_settings
from dpia_wizard.gui.identities.identity_dialog import IdentityDialog
from dpia_wizard.gui.settings.settings_page import SettingsPage
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import DPO, NOW
from tests.gui.cases import working_desk
from tests.gui.conftest import Show
from tests.gui.identities.steps import WAIT, Soon, said


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One folder for all tests here, so that its worker starts once."""
    yield from working_desk(tmp_path_factory.mktemp("data"), clock=lambda: NOW)


@pytest.fixture(autouse=True)
def nobody_known(desk: Desk) -> Iterator[None]:
    """Nobody's identity is there and nobody is trusted, as in a new folder."""
    settings, clock = desk.settings, desk.clock
    yield
    for folder in (desk.workspace.trust_folder, desk.identities.folder):
        shutil.rmtree(folder, ignore_errors=True)
    desk.clock = clock
    save_settings(desk, settings)


@pytest.fixture(scope="module")
def worker(qapp: QApplication, desk: Desk) -> Iterator[WorkerClient]:
    keeper = QObject()
    started = WorkerClient(desk.workspace.folder, keeper)
    yield started
    started.close()


@pytest.fixture
def soon(qtbot: QtBot) -> Soon:
    def wait(what: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(what()), timeout=WAIT)

    return wait


@pytest.fixture
def page(desk: Desk, worker: WorkerClient, show: Show, soon: Soon) -> SettingsPage:
    made = SettingsPage(desk, worker)
    made.resize(900, 800)
    show(made)
    made.refresh_people()
    soon(lambda: "Nobody yet" in said(made.trust))
    return made


@pytest.fixture
def dialog(desk: Desk, worker: WorkerClient, show: Show) -> IdentityDialog:
    save_settings(desk, Settings(name=DPO.name, role=DPO.role, organisation="Example Homes"))
    made = IdentityDialog(desk, worker)
    show(made)
    return made
