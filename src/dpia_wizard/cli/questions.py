"""`questions list|show|check|schema`: the question sets and whether they are sound."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dpia_wizard.app.places import data_folder
from dpia_wizard.cli.output import Exit, complain, say, say_json
from dpia_wizard.codec.law_file import read_law
from dpia_wizard.codec.questionnaire import read_questionnaire
from dpia_wizard.codec.questionnaire_file import json_schema as questionnaire_schema
from dpia_wizard.codec.record import json_schema as record_schema
from dpia_wizard.codec.take_away import check_take_aways
from dpia_wizard.domain.errors import BadQuestionnaireError
from dpia_wizard.domain.questionnaire import Question
from dpia_wizard.resources import resource_path
from dpia_wizard.store.law import LAW_FILE
from dpia_wizard.store.question_sets import ORDER, QuestionSets
from dpia_wizard.store.take_aways import TAKE_AWAYS
from dpia_wizard.store.workspace import question_sets


def list_sets(args: Namespace) -> Exit:
    """Every set with its version and number of questions."""
    sets = _sets(args)
    rows = [
        {
            "id": found.id,
            "version": found.shape.version,
            "title": said.title,
            "questions": sum(not question.parent for question in said.questions.values()),
            "law_version": found.shape.law_version,
        }
        for found in sets.current()
        for said in [found.say(organisation=sets.organisation)]
    ]
    if args.json:
        say_json(rows)
    else:
        for row in rows:
            number = f"{row['questions']} questions"
            say(f"{row['id']:<18} {row['version']:<8} {number:<14} {row['title']}")
    for problem in sets.problems:
        complain(problem)
    return Exit.DONE


def show_set(args: Namespace) -> Exit:
    """Every question of a set; raises `NotFoundError`."""
    sets = _sets(args)
    found = sets.get(args.set)
    if args.json:
        say_json(found.plain)
        return Exit.DONE
    said = found.say(organisation=sets.organisation)
    say(f"{said.title}, version {said.version}")
    say(f"{said.source}\nLaw as at {said.law_as_at:%d %B %Y} ({said.law_version})")
    for section in said.sections:
        say(f"\n{section.title}")
        for question in section.questions:
            _show(question)
    return Exit.DONE


def check_files(args: Namespace) -> Exit:
    """Every problem of the given files, or of all sets, with file and line."""
    sets = _sets(args)
    shipped = [*sets.files(), sets.law_path, resource_path(TAKE_AWAYS)]
    files = [Path(name) for name in args.files] or shipped
    problems = [problem for path in files for problem in _problems(path, sets)]
    if args.json:
        say_json({"files": [str(path) for path in files], "problems": problems})
    else:
        for problem in problems:
            complain(problem)
    if problems:
        return Exit.NO
    if not args.json:
        say(f"{len(files)} files, no problems." if len(files) > 1 else "No problems.")
    return Exit.DONE


def print_schema(args: Namespace) -> Exit:
    """The JSON Schema for authors of question sets, or that of record.json."""
    say_json(record_schema() if args.record else questionnaire_schema())
    return Exit.DONE


def _sets(args: Namespace) -> QuestionSets:
    return question_sets(data_folder(args.data))


def _show(question: Question) -> None:
    number = f"{question.number}. " if question.number else ""
    indent = "      " if question.parent else "  "
    say(f"{indent}{number}{question.text}")
    say(f"{indent}   [{question.id}, {question.kind}]")
    for option in question.options:
        say(f"{indent}   - {option.text} [{option.id}]")
    for prompt in question.prompts:
        say(f"{indent}   - {prompt.text}")


def _problems(path: Path, sets: QuestionSets) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return [f"{path}:1: this is not UTF-8 text"]
    except OSError as error:
        return [f"{path}:1: cannot be read ({error.strerror})"]
    try:
        if path.name == LAW_FILE:
            read_law(text, source=str(path), settings=sets.house_settings())
        elif path.name == Path(TAKE_AWAYS).name:
            known = [sets.get(set_id) for set_id in ORDER]
            check_take_aways(text, known, source=str(path))
        else:
            read_questionnaire(text, source=str(path)).say()
    except BadQuestionnaireError as error:
        problems = error.facts["problems"]
        return list(problems) if isinstance(problems, list) else []
    return []
