"""Expected failures: errors carry facts, the edge finds the words."""

from __future__ import annotations


class DpiaError(Exception):
    """Root of all expected failures; `facts` never holds an answer's text."""

    def __init__(self, **facts: object) -> None:
        super().__init__(", ".join(f"{key}={value}" for key, value in facts.items()))
        self.facts = facts


class NotReadyError(DpiaError):
    """Completion was asked for while something is still open; `points` lists what."""


class NotAllowedError(DpiaError):
    """The assessment's state does not allow this move; `move` and `status` say which."""


class SamePersonError(DpiaError):
    """Completer and approver are the same person and the house does not allow it."""


class ReasonNeededError(DpiaError):
    """A move needs a written reason and got none; `move` says which."""


class SendingRefusedError(DpiaError):
    """A sending was to be noted that stands against a gate, a check or the calendar.

    `problems` is a list of sentences.
    """


class NotFoundError(DpiaError):
    """Something asked for by name does not exist; `what` and `name` say which."""


class UnreadableError(DpiaError):
    """A file cannot be understood in full; `source` and `problems` say why."""


class BadAnswersError(DpiaError):
    """Answers from outside do not fit the question set; `problems` is a list of sentences."""


class BadQuestionnaireError(DpiaError):
    """A question set has mistakes; `problems` is a list of located sentences."""


class StaleError(DpiaError):
    """The stored activity has moved on since it was read; `activity` says which."""


class InUseError(DpiaError):
    """Somebody else has the activity open; `holder` and `since` say who and since when."""


class CannotWriteError(DpiaError):
    """A file cannot be written; `path` and `reason`.

    `reason` is read_only, full, no_file, exists, not_empty or other.
    """


class CannotReadError(DpiaError):
    """A file cannot be read; `path` and `reason` say why."""


class TooLongError(DpiaError):
    """A text is longer than we print; `question`, `length` and `limit` in characters."""


class RenderError(DpiaError):
    """A record could not be typeset; `problem` says why without quoting answers."""


class NotARecordError(DpiaError):
    """A PDF holds no record of ours; `source` and `problem` say why."""


class ConflictError(DpiaError):
    """A record tells of a version we hold with other content; `activity`, `version`."""


class AmbiguousError(DpiaError):
    """Several activities bear the same name; `labels` tells them apart."""


class IdentityError(DpiaError):
    """A signing identity or certificate cannot be used; `source` and `problem` say why.

    `problem` is wrong_passphrase, damaged, no_key, weak_key, expired, not_yet_valid,
    not_an_identity, not_an_authority, not_a_certificate, too_large, weak_passphrase, no_name,
    no_organisation, name_too_long, locked_away, which_signer, several or no_such_signer.
    """


class SignatureNeededError(DpiaError):
    """A sign-off by name alone was asked for, and the house wants signatures."""


class AdviceNotConfirmedError(DpiaError):
    """Approval was asked for before the required advice was confirmed by a signature."""


class CannotSignError(DpiaError):
    """A file cannot take this signature; `source` and `problem` say why.

    `problem` is not_completed, already_completed, already_signed, no_place, not_the_adviser,
    changed, unsigned or ended.
    """


class NoTakeAwayError(DpiaError):
    """An activity has no such document to take away; `kind` and `because`, a sentence."""


class NotABackupError(DpiaError):
    """A file is no backup, or not as it was made; `source`, `problem` and `file` inside it.

    `problem` is not_a_zip, no_manifest, newer_format, missing, extra, foreign, changed, damaged
    or too_large.
    """
