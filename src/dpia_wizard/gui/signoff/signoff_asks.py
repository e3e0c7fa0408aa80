"""What the sign-off page asks the worker for: completion, or a signature in the kept file."""

from __future__ import annotations

from dpia_wizard.domain.checking import SignatureKind
from dpia_wizard.domain.people import Person
from dpia_wizard.gui.assessment_session import AssessmentSession
from dpia_wizard.gui.signoff.signing_form import SigningForm
from dpia_wizard.jobs.messages import CompleteAssessment, SignRecord


def completion(
    session: AssessmentSession, person: Person, form: SigningForm
) -> CompleteAssessment:
    """Ask for the version to be completed; the passphrase is taken out of the form."""
    identity = form.identity()
    return CompleteAssessment(
        activity=session.case.activity.id,
        set_id=session.set_id,
        version=session.assessment.version,
        name=person.name,
        role=person.role,
        one_person_allowed=session.case.desk.settings.one_person_allowed,
        identity=identity.file if identity else "",
        passphrase=form.take_passphrase(),
    )


def signature(session: AssessmentSession, kind: SignatureKind, form: SigningForm) -> SignRecord:
    """Ask for a signature of the identity chosen in the form."""
    identity = form.identity()
    return SignRecord(
        activity=session.case.activity.id,
        set_id=session.set_id,
        version=session.assessment.version,
        sign_as=kind.value,
        identity=identity.file if identity else "",
        passphrase=form.take_passphrase(),
    )
