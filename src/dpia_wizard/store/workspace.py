"""A data folder, opened: everything the program keeps for one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dpia_wizard.domain.activity import Activity
from dpia_wizard.domain.errors import CannotWriteError
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.settings import Settings
from dpia_wizard.domain.summary import ActivitySummary, summarise
from dpia_wizard.store.activities import FolderStore
from dpia_wizard.store.atomic import sweep
from dpia_wizard.store.claims import Claims
from dpia_wizard.store.house_file import HOUSE_FILE, load_house, read_house
from dpia_wizard.store.identities import Identities
from dpia_wizard.store.kept_records import KeptRecords
from dpia_wizard.store.law import law_stamp
from dpia_wizard.store.profile_file import load_profile, read_profile
from dpia_wizard.store.question_sets import QuestionSets
from dpia_wizard.store.register import Register
from dpia_wizard.store.settings_file import load_settings
from dpia_wizard.store.small_file import put_damaged_aside

_SWEPT = ("sets", "identities", "trust", "authority")


@dataclass(frozen=True, slots=True)
class Workspace:
    """What lies in a data folder."""

    folder: Path
    store: FolderStore
    claims: Claims
    sets: QuestionSets
    records: KeptRecords

    @property
    def settings_path(self) -> Path:
        """The settings' file."""
        return self.folder / "settings.json"

    @property
    def profile_path(self) -> Path:
        """The organisation profile's file."""
        return self.folder / "profile.json"

    @property
    def house_path(self) -> Path:
        """The file of the house rules and their log."""
        return self.folder / HOUSE_FILE

    @property
    def identities(self) -> Identities:
        """The user's signing identities."""
        return Identities(self.folder / "identities")

    @property
    def trust_folder(self) -> Path:
        """Certificates of those whose signatures count here; need not be there."""
        return self.folder / "trust"

    @property
    def authority_file(self) -> Path:
        """The organisation's own authority, where it was made here."""
        return self.folder / "authority" / "ca.p12"

    def settings(self) -> Settings:
        """The settings as they stand on disk."""
        return load_settings(self.settings_path)

    def profile(self) -> Profile:
        """The organisation profile as it stands on disk; empty where there is none."""
        return load_profile(self.profile_path)

    def register(self) -> Register:
        """The register over this folder; its cache may be deleted at any time."""
        return Register(
            self.folder / "cache" / "register.sqlite",
            self.store,
            summarise=self.summarise,
            stamp=f"{self.sets.stamp()},{law_stamp(_today())}",
        )

    def summarise(self, activity: Activity) -> ActivitySummary:
        """An activity's row in the register."""
        return summarise(
            activity,
            self.sets.titles(),
            self.sets.say,
            find_newest=self.sets.newest,
            asked=self.sets.asked_now(),
            today=_today(),
        )


def _today() -> date:
    return date.today()  # noqa: DTZ011 - laws and reviews have days where the user is


def open_workspace(folder: Path) -> Workspace:
    """Open a data folder, making it where it is missing; raises `CannotWriteError`."""
    if folder.is_file():
        raise CannotWriteError(path=str(folder), reason="is_file")
    workspace = look_into(folder)
    workspace.store.open()
    damaged = (
        put_damaged_aside(workspace.profile_path, workspace.folder / "set-aside", read_profile),
        put_damaged_aside(workspace.house_path, workspace.folder / "set-aside", read_house),
    )
    workspace.store.set_aside += [aside for aside in damaged if aside is not None]
    for kept in (folder, *(folder / name for name in _SWEPT), folder / "locks"):
        sweep(kept)
    return workspace


def look_into(folder: Path) -> Workspace:
    """A data folder as it lies there: nothing in it is made, moved or swept away."""
    locks = folder / "locks"
    return Workspace(
        folder=folder,
        store=FolderStore(folder / "activities", aside=folder / "set-aside", locks=locks),
        claims=Claims(locks),
        sets=question_sets(folder),
        records=KeptRecords(folder / "records"),
    )


def question_sets(folder: Path) -> QuestionSets:
    """The question sets of a data folder, which need not be there nor be writable."""
    settings = load_settings(folder / "settings.json")
    return QuestionSets(
        own=folder / "questionnaires",
        kept=folder / "sets",
        organisation=settings.organisation,
        profile=load_profile(folder / "profile.json"),
        house=load_house(folder / HOUSE_FILE),
    )
