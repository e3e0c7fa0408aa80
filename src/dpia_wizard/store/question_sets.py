"""Question sets: those shipped, an organisation's own, and every version ever asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dpia_wizard.codec.canonical import canonical, digest
from dpia_wizard.codec.json_text import read_json
from dpia_wizard.codec.questionnaire import (
    QuestionSet,
    questionnaire_from_plain,
    read_questionnaire,
)
from dpia_wizard.domain.assessment import Assessment
from dpia_wizard.domain.errors import BadQuestionnaireError, NotFoundError
from dpia_wizard.domain.house import House
from dpia_wizard.domain.law import Law
from dpia_wizard.domain.profile import Profile
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.stale import SetNow
from dpia_wizard.resources import resource_path
from dpia_wizard.store.atomic import write_bytes
from dpia_wizard.store.law import LAW_FILE, shipped_law
from dpia_wizard.store.published import published_sets

ORDER = ("screening", "marketing-rules", "lia", "dpia")
"""The order in which a case goes through the sets; others come after."""


class QuestionSets:
    """Finds sets by id for new assessments, and by digest for those begun earlier.

    A set is kept in the data folder as soon as it is asked: a record prints the words that were
    asked, whatever the set says today.
    """

    def __init__(
        self,
        *,
        own: Path,
        kept: Path,
        organisation: str = "",
        profile: Profile | None = None,
        house: House | None = None,
    ) -> None:
        self._own = own
        self._kept = kept
        self.organisation = organisation
        self.profile = profile
        self._house = house or House()
        self._by_digest: dict[str, QuestionSet] = {}
        self._said: dict[tuple[str, str, str, Profile | None], Questionnaire] = {}
        self._current: dict[str, QuestionSet] | None = None
        self._titles: list[tuple[str, str]] | None = None
        self.problems: list[str] = []

    def files(self) -> list[Path]:
        """Every set's file, the shipped ones first."""
        shipped = sorted(resource_path("questionnaires").glob("*.yaml"))
        sets = [path for path in shipped if path.name != LAW_FILE]
        return [*sets, *sorted(self._own.glob("*.yaml"))]

    @property
    def house(self) -> House:
        """The organisation's choices where the law leaves room."""
        return self._house

    @house.setter
    def house(self, house: House) -> None:
        self._house = house
        self._said.clear()

    @property
    def law(self) -> Law:
        """The law and its dates, as the program came with it."""
        return shipped_law()

    @property
    def law_path(self) -> Path:
        """The file of the law, which lies among the shipped sets."""
        return resource_path("questionnaires") / LAW_FILE

    def house_settings(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the house settings of every set, by the set's id."""
        return {
            set_id: tuple(setting.id for setting in found.shape.house)
            for set_id, found in self._all().items()
        }

    def current(self) -> Sequence[QuestionSet]:
        """The sets offered for new assessments, in the order of a case; no broken ones."""
        return [self._ours(found) for found in self._all().values() if found.shape.offered]

    def with_house_rules(self) -> Sequence[QuestionSet]:
        """The sets that leave the house a choice, offered or not, with the choices made."""
        return [self._ours(found) for found in self._all().values() if found.shape.house]

    def _all(self) -> dict[str, QuestionSet]:
        if self._current is None:
            found: dict[str, QuestionSet] = {}
            for path in self.files():
                try:
                    question_set = self._read(path)
                except BadQuestionnaireError as error:
                    problems = error.facts["problems"]
                    self.problems += problems if isinstance(problems, list) else []
                    continue
                found[question_set.id] = question_set
            ids = sorted(found, key=lambda i: (ORDER.index(i) if i in ORDER else len(ORDER), i))
            self._current = {set_id: found[set_id] for set_id in ids}
        return self._current

    def titles(self) -> Sequence[tuple[str, str]]:
        """Ids and short titles of the sets for new assessments: the register's columns."""
        if self._titles is None:
            self._titles = [(s.id, s.say().short_title) for s in self.current()]
        return self._titles

    def get(self, set_id: str) -> QuestionSet:
        """The set of this id, offered or not; raises `NotFoundError`."""
        found = self._all().get(set_id)
        if found is None:
            raise NotFoundError(what="question set", name=set_id)
        return self._ours(found)

    def _ours(self, found: QuestionSet) -> QuestionSet:
        """The set with the organisation's choices; a completed version has its own."""
        return replace(found, house=self._house.chosen(found.id))

    def newest(self, set_id: str) -> SetNow | None:
        """A set as it is asked today; None where it is asked no more."""
        found = self._all().get(set_id)
        if found is None:
            return None
        shape = found.shape
        return SetNow(
            version=shape.version,
            law_version=shape.law_version,
            digest=found.digest,
            profile=self.profile,
            laws=self.law.touching(set_id),
        )

    def of(self, assessment: Assessment) -> QuestionSet:
        """The very version an assessment was asked with; raises `NotFoundError`."""
        digest = assessment.set_digest
        if digest not in self._by_digest:
            self.current()
        if digest not in self._by_digest:
            self._by_digest[digest] = self._from_kept(assessment)
        return self._ours(self._by_digest[digest])

    def say(self, assessment: Assessment) -> Questionnaire:
        """The questions of an assessment in its language."""
        then = assessment.organisation
        organisation = self.organisation if then is None else then
        profile = self.profile if then is None else assessment.profile
        key = (assessment.set_digest, assessment.language, organisation, profile)
        if key not in self._said:
            question_set = self.of(assessment)
            self._said[key] = question_set.say(
                organisation=organisation, language=assessment.language, profile=profile
            )
        return self._said[key]

    def asked_now(self) -> Sequence[Questionnaire]:
        """The sets offered for new assessments in words, in the order of a case."""
        return [self._say_now(found) for found in self.current()]

    def _say_now(self, found: QuestionSet) -> Questionnaire:
        key = (found.digest, "en", self.organisation, self.profile)
        if key not in self._said:
            self._said[key] = found.say(organisation=self.organisation, profile=self.profile)
        return self._said[key]

    def keep(self, question_set: QuestionSet) -> None:
        """Keep a version that is about to be asked, under its digest."""
        self._by_digest[question_set.digest] = question_set
        path = self._path(question_set.digest)
        if not path.exists():
            write_bytes(path, canonical(question_set.plain))

    def stamp(self) -> str:
        """Changes whenever a set for new assessments does, or the organisation's profile."""
        told = "" if self.profile is None else digest(str(self.profile.rests_on))[:16]
        sets = (found.digest[:16] for found in self.current())
        return ",".join([*sets, told, self._house.stamp])

    def _read(self, path: Path) -> QuestionSet:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problem = f"{path.name}:1: the file cannot be read as text"
            raise BadQuestionnaireError(source=path.name, problems=[problem]) from error
        # ours were checked before they were given out; checking takes as long as reading
        sound = frozenset(published_sets())
        question_set = read_questionnaire(text, source=path.name, sound=sound)
        self._by_digest[question_set.digest] = question_set
        return question_set

    def _from_kept(self, assessment: Assessment) -> QuestionSet:
        path = self._path(assessment.set_digest)
        try:
            plain = read_json(path.read_text(encoding="utf-8"))
            found = questionnaire_from_plain(plain, source=path.name)
        except (OSError, ValueError, BadQuestionnaireError) as error:
            name = f"{assessment.set_id} {assessment.set_version}"
            raise NotFoundError(what="question set", name=name) from error
        if found.digest != assessment.set_digest:
            name = f"{assessment.set_id} {assessment.set_version}"
            raise NotFoundError(what="question set", name=name)
        return found

    def _path(self, digest: str) -> Path:
        return self._kept / f"{digest}.json"
