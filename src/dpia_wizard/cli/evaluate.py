"""`evaluate SET [FILE|-]`: answers in, results out, one line each."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from dpia_wizard.app.evaluate_answers import evaluate_answers
from dpia_wizard.app.places import data_folder
from dpia_wizard.cli.output import Exit, refuse, say_json
from dpia_wizard.codec.json_values import read_json_values
from dpia_wizard.domain.errors import BadAnswersError, CannotReadError
from dpia_wizard.domain.house import House
from dpia_wizard.store.workspace import question_sets


def evaluate(args: Namespace) -> Exit:
    """Evaluate one object or JSON Lines; what misfits is named, the rest still comes out."""
    sets = question_sets(data_folder(args.data))
    if not args.house_rules:
        sets.house = House()
    questionnaire = sets.get(args.set).say(organisation=sets.organisation)
    today = date.today()  # noqa: DTZ011 - the day where the user is
    worst = Exit.DONE
    for given in read_json_values(read_text(args.file)):
        try:
            if given.problem:
                raise BadAnswersError(problems=[given.problem])
            result = evaluate_answers(given.plain, questionnaire, today=today)
        except BadAnswersError as error:
            worst = refuse(error, where=given.place)
        else:
            say_json(result, one_line=True)
    return worst


def read_text(name: str) -> str:
    """A file's text, or standard input for `-`; raises if it is not readable UTF-8."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise CannotReadError(path=name, reason=error.strerror) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = "The file is not UTF-8 text: save it as UTF-8 and try again."
        raise BadAnswersError(problems=[problem]) from error
