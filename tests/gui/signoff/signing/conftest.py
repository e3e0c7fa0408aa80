"""A folder with identities and its worker, made once for all tests of signing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit

from dpia_wizard.app.desk import Desk
from dpia_wizard.app.settings import save_settings
from dpia_wizard.domain.activity import Activity
from dpia_wizard.gui.wizard.wizard_page import WizardPage
from dpia_wizard.gui.wizard.wizard_steps import SIGN_OFF
from dpia_wizard.gui.worker_client import WorkerClient
from tests.builders import APPROVER, DPO, OWNER
from tests.gui.cases import FAIR_ANSWERS, find, working_desk
from tests.gui.conftest import OpenWizard
from tests.gui.signers import completed, make_identity
from tests.gui.signoff.signing.steps import ADVICE, Identities, Template, copied


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One folder for all tests here, where a sign-off needs a signature."""
    folder = tmp_path_factory.mktemp("data")
    yield from working_desk(folder, me=OWNER, signature_needed=True)


@pytest.fixture(scope="session")
def identities(desk: Desk) -> Identities:
    """The owner's, the officer's and the approver's identity."""
    return {person: make_identity(desk, person) for person in (OWNER, DPO, APPROVER)}


@pytest.fixture(autouse=True)
def fresh_settings(desk: Desk, identities: Identities) -> Iterator[None]:
    """Settings as they are in a new folder, in which the owner has signed before."""
    own = identities[OWNER].certificate.fingerprint
    before = replace(desk.settings, identity=own)
    save_settings(desk, before)
    yield
    save_settings(desk, before)


@pytest.fixture(scope="session")
def worker(qapp: QApplication, desk: Desk) -> Iterator[WorkerClient]:
    """One worker, started once."""
    keeper = QObject()
    client = WorkerClient(desk.workspace.folder, keeper)
    client.start()
    yield client
    client.close()


@pytest.fixture(scope="session")
def signed_template(desk: Desk, identities: Identities) -> Template:
    """Completed by the owner's signature, with the officer's advice."""
    return completed(desk, identities[OWNER], advice=ADVICE)


@pytest.fixture
def activity(desk: Desk, signed_template: Template) -> Activity:
    """Completed and signed, under an id of its own, without making the PDF again."""
    return copied(desk, signed_template)


@pytest.fixture
def wizard(open_wizard: OpenWizard, activity: Activity, worker: WorkerClient) -> WizardPage:
    """At sign-off of the completed version, with the real worker."""
    return open_wizard(activity=activity, worker=worker)


@pytest.fixture
def draft(open_wizard: OpenWizard, desk: Desk, worker: WorkerClient) -> WizardPage:
    """At sign-off of an answered draft, with the real worker."""
    wizard = open_wizard(FAIR_ANSWERS, worker=worker)
    wizard.go_to(SIGN_OFF)
    line = find(wizard, QLineEdit, "approver")
    line.setText(APPROVER.name)
    line.textEdited.emit(line.text())
    return wizard


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Desk]:
    """Another folder where a sign-off needs a signature; no identity is there yet."""
    yield from working_desk(tmp_path / "elsewhere", me=OWNER, signature_needed=True)


@pytest.fixture
def worker_elsewhere(elsewhere: Desk) -> Iterator[WorkerClient]:
    """The worker of that folder."""
    client = WorkerClient(elsewhere.workspace.folder)
    yield client
    client.close()
