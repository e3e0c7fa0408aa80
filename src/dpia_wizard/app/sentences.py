"""What an expected failure is called in plain words: what is wrong, where, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dpia_wizard.domain.errors import DpiaError
from dpia_wizard.domain.questionnaire import Questionnaire
from dpia_wizard.domain.signoff import Gap, OpenPoint

_WRITE = {
    "read_only": "{path} cannot be written: the folder is read-only. Choose another data "
    "folder or ask for the right to write there; nothing that was saved is lost.",
    "full": "{path} cannot be written: the disk is full. Free some space and try again; what "
    "was saved before is still there.",
    "exists": "{path} is there already and was left as it is. Choose another name.",
    "no_folder": "{path} cannot be written: its folder is not there. Make it first, or name "
    "another one.",
    "is_file": "{path} is a file. Name the folder where activities are kept.",
    "no_file": "{path} cannot be written: it is not a file. Choose another name.",
    "not_empty": "{path} is not empty, and nothing in it is overwritten. Name another folder "
    "with “--data”, or move this one away first.",
    "other": "{path} cannot be written. Check that the folder is still there and try again.",
}
_RECORD = {
    "not_pdf": "{source} is not a PDF file.",
    "encrypted": "{source} is locked with a password. Save a copy without one and try again.",
    "damaged": "{source} is damaged and cannot be read as a PDF.",
    "no_attachment": "{source} is a PDF without one of our records inside.",
    "too_large": "{source} is larger than any record we make; it was not opened.",
    "newer_format": "{source} was made by a newer version of the program. Update to open it.",
    "no_format": "{source} holds data, but not one of our records.",
    "broken_json": "The record inside {source} is damaged.",
    "no_assessment": "{source} holds a record without an assessment.",
    "sending_record": "{source} is a sending record: a printed account of what was sent. Read "
    "it as it is; there is nothing in it to check or to bring into the register.",
    "changed": "{source} was changed after it was signed. Nothing was taken from it. “Check a "
    "record” shows what can be told about it.",
}
_IDENTITY = {
    "wrong_passphrase": "The passphrase for {source} is not right. Please try again.",
    "damaged": "{source} is damaged, or not a PKCS#12 file (.p12 or .pfx).",
    "no_key": "{source} holds no private key, so nobody can sign with it.",
    "weak_key": "The key in {source} is too weak to sign with. Ask for one of at least 2,048 "
    "bits RSA, or P-256.",
    "expired": "The certificate in {source} has expired. Make or ask for a new one.",
    "not_yet_valid": "The certificate in {source} is not valid yet. Check the clock.",
    "not_an_identity": "The certificate in {source} is not one for signing records: it issues "
    "others, or is meant for something else.",
    "not_an_authority": "{source} is not an authority, so it cannot issue identities.",
    "not_a_certificate": "{source} holds no certificate.",
    "too_large": "{source} is far too large for a signing identity or a certificate.",
    "weak_passphrase": "Choose a longer passphrase: several words are easy to keep in mind and "
    "hard to guess.",
    "no_name": "A signing identity needs a name.",
    "no_organisation": "An authority needs the name of its organisation.",
    "name_too_long": "Name, role and organisation may have 64 characters each in a signing "
    "identity.",
    "locked_away": "{source} keeps its certificate behind a passphrase. Give the .pem file "
    "that was written beside it.",
    "which_signer": "{source} is a signed record. Say whose certificate you trust by its "
    "fingerprint: {fingerprints}",
    "several": "{source} holds several certificates. Say which one you trust by its "
    "fingerprint: {fingerprints}",
    "no_such_signer": "{source} holds no certificate with this fingerprint.",
}
_SIGNING = {
    "not_completed": "{source} is not completed yet: it must be signed as completed first.",
    "already_completed": "{source} is completed already.",
    "already_signed": "{source} carries this signature already.",
    "no_place": "{source} has no place for this signature.",
    "not_the_adviser": "Only the person whose advice is printed in {source} can confirm it by "
    "signing.",
    "changed": "{source} was changed after it was signed, so it cannot be signed any further.",
    "unsigned": "{source} was completed by name only. Only a record that was signed when it "
    "was completed takes further signatures.",
    "ended": "{source} was declined, withdrawn or superseded. It takes no further signature.",
}
_BACKUP = {
    "not_a_zip": "{source} is not a backup: it is no ZIP file, or only part of one.",
    "no_manifest": "{source} is not a backup of this program: it does not say what is in it.",
    "newer_format": "{source} was made by a newer version of the program. Update first.",
    "missing": "{source} is not whole: {file} is missing. Nothing was restored.",
    "extra": "{source} was changed: {file} was put into it later. Nothing was restored.",
    "foreign": "{source} was changed: it names {file}, which belongs in no data folder. "
    "Nothing was restored.",
    "changed": "{source} was changed or damaged: {file} is not what was put into it. Nothing "
    "was restored.",
    "damaged": "{source} is damaged and cannot be read to the end. Nothing was restored.",
    "too_large": "{source} would fill the disk with far more than a backup holds. Nothing was "
    "restored.",
}
_SENTENCES = {
    "SignatureNeededError": "This has to be signed. Choose a signing identity and give its "
    "passphrase, or allow sign-off by name in Settings.",
    "AdviceNotConfirmedError": "Whoever gave the advice has to confirm it by signing before "
    "this can be approved.",
    "NotReadyError": "This cannot be completed yet: {count} still open.",
    "SamePersonError": "The person who completes an assessment cannot approve it too. Name "
    "somebody else, or allow one person in Settings; the record then says so.",
    "ReasonNeededError": "Please give a reason; it is kept in the record.",
    "NotFoundError": "There is no {what} called “{name}”.",
    "StaleError": "This activity was changed elsewhere since you opened it. Open it again to "
    "go on; what you had saved is kept in its history.",
    "NoTakeAwayError": "{because}",
    "RenderError": "The record could not be typeset: {problem}. Your answers are saved.",
    "TooLongError": "This text has {length:,} characters; the most we print is {limit:,}.",
    "ConflictError": "{source} and the register have both gone on with {activity}. Nothing was "
    "changed. Open the file in the window to choose answer by answer, or use “--take theirs” "
    "or “--take ours”; what is not taken is kept in the history.",
    "WorkerGoneError": "The part of the program that makes PDFs stopped unexpectedly. Nothing "
    "is lost: please try again.",
    "CannotReadError": "{path} cannot be read. Check that it is there and that you may open "
    "it.",
    "AmbiguousError": "Several activities are called “{name}”: say which by its label "
    "({labels}).",
}
_MOVES = {
    "house_not_dpo": "Only a data protection officer may choose a house rule. Name one, with "
    "that role.",
    "not_dpo": "Only a data protection officer can decide this. Set your role in Settings.",
    "not_latest": "There is a newer version already; go on with that one.",
    "draft": "This is still a draft, so that is not possible yet.",
    "submitted": "This was handed to the data protection officer; take it back to change it.",
    "archived": "This activity is archived. Bring it back before you record anything.",
}
_GAPS = {
    Gap.ADVICE_MISSING: "The data protection officer’s advice is still missing.",
    Gap.ADVICE_UNFINISHED: "Say whose advice it is and what it says.",
    Gap.OVERRULE_REASON: "Give the reasons for overruling the advice.",
    Gap.APPROVER: "Name who is to approve it.",
    Gap.REVIEW_DATE: "Set the day of the next review.",
    Gap.REVIEW_DATE_PAST: "The day of the next review must lie in the future.",
    Gap.NEW_VERSION_REASON: "Say why there is a new version.",
}
_LONGEST_NAME = 200
_LOCKED = "This version is locked. Start a new version to change it."


def sentence(error: DpiaError) -> str:
    """The sentence for an error; several problems come one to a line."""
    return sentence_for(type(error).__name__, error.facts)


def sentence_for(name: str, facts: Mapping[str, Any]) -> str:
    """The sentence for an error known by name and facts, as a worker reports it."""
    match name:
        case "CannotWriteError":
            return _WRITE[str(facts.get("reason", "other"))].format(**facts)
        case "NotARecordError":
            return _RECORD[str(facts["problem"])].format(**facts)
        case "NotABackupError":
            file = " ".join(str(facts.get("file", "")).split())[:_LONGEST_NAME]
            return _BACKUP[str(facts["problem"])].format(**{**facts, "file": file})
        case "IdentityError":
            return _IDENTITY[str(facts["problem"])].format(**facts)
        case "CannotSignError":
            return _SIGNING[str(facts["problem"])].format(**facts)
        case "NotAllowedError":
            return _MOVES.get(str(facts.get("status")), _LOCKED)
        case "InUseError":
            return _in_use(facts)
        case "BadAnswersError" | "BadQuestionnaireError" | "SendingRefusedError":
            return "\n".join(str(problem) for problem in facts["problems"])
        case "UnreadableError":
            problems = "; ".join(str(problem) for problem in facts["problems"])
            return f"{facts['source']} cannot be understood: {problems}."
        case "NotReadyError":
            return _SENTENCES[name].format(count=_points(len(facts["points"])))
        case _:
            found = _SENTENCES.get(name)
            return found.format(**facts) if found else f"This could not be done ({name})."


def gap_sentence(point: OpenPoint, questionnaire: Questionnaire) -> str:
    """What one open point asks for, in a sentence."""
    if point.gap is Gap.QUESTION:
        return f"Answer: {questionnaire.question(point.id).text}"
    if point.gap is Gap.CHECK:
        return next(check.text for check in questionnaire.checks if check.id == point.id)
    return _GAPS[point.gap]


def _points(number: int) -> str:
    return "one point is" if number == 1 else f"{number} points are"


def _in_use(facts: Mapping[str, Any]) -> str:
    holder = facts.get("holder") or "another window"
    since = facts.get("since")
    if isinstance(since, datetime):
        local = since.astimezone()
        when = f" since {local:%H:%M} on {local.day} {local:%B %Y}"
    else:
        when = ""
    return f"Open for reading only: {holder} has had this activity open{when}."
