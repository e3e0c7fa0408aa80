"""What people feed the commands by mistake: one sentence a problem, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.seeds import ALL_NO

YES_NO = "must be one of yes, no, not_sure."
EXAMPLES = (
    "large_scale_profiling, data_matching, invisible_processing, geolocation, "
    "tracking_behaviour, vulnerable_targeting, none"
)
HALF = "holds half of a character that cannot be stored (a lone surrogate)."
ONE_PROBLEM: dict[str, tuple[Any, str]] = {
    "unknown id": ({"no_such": "yes"}, "“no_such” is not a question of screening."),
    "id of another set": (
        {"lia.can_rely_on_li": "yes"},
        "“lia.can_rely_on_li” is not a question of screening.",
    ),
    "wrong type": ({"new_sharing": 3}, f"“new_sharing” {YES_NO}"),
    "object for a choice": ({"new_sharing": {}}, f"“new_sharing” {YES_NO}"),
    "outside the list": ({"new_sharing": "perhaps"}, f"“new_sharing” {YES_NO}"),
    "outside the examples": (
        {"high_risk_examples": ["telepathy"]},
        f"“high_risk_examples” may hold only {EXAMPLES}.",
    ),
    "examples as a number": (
        {"high_risk_examples": 7},
        f"“high_risk_examples” must be a list of {EXAMPLES}.",
    ),
    "none and something": (
        {"high_risk_examples": ["none", "geolocation"]},
        "“high_risk_examples” says “none of these” and something else at once.",
    ),
    "number for a text": (
        {"new_sharing_details": 4},
        "“new_sharing_details” must be a text.",
    ),
    "lone surrogate": (
        {"new_sharing_details": "\ud83d"},
        f"“new_sharing_details” {HALF}",
    ),
    "20,001 characters": (
        {"new_sharing_details": "x" * 20_001},
        "“new_sharing_details” is 20,001 characters long; the most is 20,000.",
    ),
    "answered twice": (
        {"new_sharing": "yes", "screening.new_sharing": "no"},
        "“screening.new_sharing” is answered twice.",
    ),
    "a name with line breaks": (
        {"new\nsharing\u2028": "yes"},
        "“new�sharing�” is not a question of screening.",
    ),
    "a name of 200 letters": (
        {"n" * 200: "yes"},
        f"“{'n' * 79}…” is not a question of screening.",
    ),
    "answers as a list": ({"answers": []}, "“answers” must be an object."),
    "answers as null": ({"answers": None}, "“answers” must be an object."),
    "unknown part": ({"answers": {}, "plans": {}}, "“plans” is not known here."),
    "facts with numbers": (
        {"facts": {"public_task": 1}},
        "“facts.public_task” must be a text.",
    ),
    "fact nobody knows": (
        {"facts": {"public_taks": "yes"}},
        "“public_taks” is no fact that rules know.",
    ),
    "day as a number": ({"answers": {}, "as_at": 0}, "“as_at” must be a date like 2026-11-22."),
    "no such day": (
        {"answers": {}, "as_at": "2026-02-30"},
        "“as_at” must be a date like 2026-11-22.",
    ),
    "owner neither name nor object": (
        {"answers": {}, "activity": {"owner": 3}},
        "“activity.owner” must be an object or a text.",
    ),
    "owner without name": (
        {"answers": {}, "activity": {"owner": {"role": "x"}}},
        "“activity.owner.name” is missing.",
    ),
    "title too long": (
        {"answers": {}, "activity": {"title": "x" * 501}},
        "“activity.title” is too long; the most is 500 characters.",
    ),
    "half a character in the title": (
        {"answers": {}, "activity": {"title": "\udc00"}},
        "“activity.title” holds half of a character that cannot be stored (a lone surrogate).",
    ),
    "public authority perhaps": (
        {"answers": {}, "activity": {"public_authority": "perhaps"}},
        "“activity.public_authority” must be one of yes, no, not_sure.",
    ),
    "advice of another kind": (
        {"answers": {}, "advice": {"outcome": "ignored"}},
        "“advice.outcome” must be one of accepted, overruled, no_dpo.",
    ),
    "plan as a text": ({"answers": {}, "plan": "soon"}, "“plan” must be an object."),
}


def broken(text: str) -> str:
    return f"The file is not readable JSON ({text})."


EMPTY = "The file is empty: put the answers in as JSON."
WANTED = "wanted is an object with answers by question id."
NOT_UTF_8 = "The file is not UTF-8 text: save it as UTF-8 and try again."
NO_NAME = "expecting property name enclosed in double quotes"
BROKEN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", EMPTY),
    "blank": (b" \n\t\n", EMPTY),
    "list": (b"[]", f"This is a list; {WANTED}"),
    "text": (b'"yes"', f"This is a single value; {WANTED}"),
    "null": (b"null", f"This is a single value; {WANTED}"),
    "no JSON": (b"yes", broken("line 1, column 1: expecting value")),
    "cut off": (b'{"a": "y', broken("line 1, column 7: unterminated string starting at")),
    "over lines": (b'{\n"a": "no",\n}', broken(f"line 3, column 1: {NO_NAME}")),
    "twice": (b'{"a": "no", "a": "yes"}', broken("“a” stands in it twice")),
    "NaN": (b'{"a": NaN}', broken("NaN is not a JSON number")),
    "infinite": (b'{"a": -Infinity}', broken("-Infinity is not a JSON number")),
    "digits": (b'{"a": ' + b"9" * 5_000 + b"}", broken("a number in it has 5,000 digits")),
    "deep lists": (b"[" * 100_000, broken("it is nested too deeply")),
    "deep objects": (b'{"a":' * 100_000, broken("it is nested too deeply")),
    "UTF-16": ('{"a": "no"}'.encode("utf-16"), NOT_UTF_8),
    "Latin-1": ('{"a": "é"}'.encode("latin-1"), NOT_UTF_8),
}


@pytest.mark.parametrize(("given", "sentence"), ONE_PROBLEM.values(), ids=ONE_PROBLEM)
def test_one_problem_is_one_sentence(given: object, sentence: str, run: Run) -> None:
    ran = run("evaluate", "screening", given=given)
    assert (ran.code, ran.out, ran.complaints) == (3, "", [sentence])


@pytest.mark.parametrize(("given", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_json_is_refused_in_one_sentence(
    given: bytes, sentence: str, run: Run
) -> None:
    ran = run("evaluate", "screening", given=given)
    assert (ran.code, ran.out, ran.complaints) == (3, "", [sentence])


def test_all_problems_are_named_at_once(run: Run) -> None:
    given = {"no_such": 1, "new_sharing": "perhaps", "overseas_transfer": 2}
    ran = run("evaluate", "screening", given=given)
    assert len(ran.complaints) == 3


def test_a_thousand_problems_are_not_a_thousand_sentences(run: Run) -> None:
    given = {f"no_such_{number}": "yes" for number in range(1_000)}
    assert len(run("evaluate", "screening", given=given).complaints) == 50


def test_a_byte_order_mark_is_no_obstacle(run: Run) -> None:
    given = json.dumps(ALL_NO).encode("utf-8-sig")
    assert run("evaluate", "screening", given=given).lines[0]["result"] == "not_required"


def test_null_means_not_answered(run: Run) -> None:
    (result,) = run("evaluate", "screening", given={**ALL_NO, "new_sharing": None}).lines
    assert result["missing"] == [{"id": "screening.new_sharing", "for": "result"}]


def test_numbers_too_large_to_be_exact_are_refused(run: Run) -> None:
    for number in ("1e999", "9" * 30, "-9007199254740993"):
        given = f'{{"new_sharing": {number}}}'
        assert run("evaluate", "screening", given=given).complaints == [
            f"“new_sharing” {YES_NO}"
        ]


def test_one_bad_line_does_not_hold_up_the_others(run: Run) -> None:
    good = json.dumps(ALL_NO)
    lines = [good, '{"new_sharing": ', '{"no_such": "yes"}', "", good]
    ran = run("evaluate", "screening", given="\n".join(lines))
    assert [result["result"] for result in ran.lines] == ["not_required", "not_required"]
    assert ran.code == 3
    assert ran.complaints == [
        "line 2: This is not readable JSON (column 17: expecting value).",
        "line 3: “no_such” is not a question of screening.",
    ]


def test_unusual_line_ends_inside_a_text_do_not_end_its_line(run: Run) -> None:
    told = {**ALL_NO, "new_sharing": "yes", "new_sharing_details": "one\u2028two\x85three"}
    line = json.dumps(told, ensure_ascii=False)
    ran = run("evaluate", "screening", given=f"{line}\r\n{line}\r\n")
    assert (ran.code, len(ran.lines)) == (0, 2)


def test_all_spellings_of_yes_no_and_not_sure_are_understood(run: Run) -> None:
    results = {
        str(word): run("evaluate", "screening", given={**ALL_NO, "new_sharing": word}).lines[0]
        for word in ("yes", "Y", True, "no", "n", False, "not_sure", "UNSURE")
    }
    required = [word for word, told in results.items() if told["result"] == "dpia_required"]
    assert required == ["yes", "Y", "True", "not_sure", "UNSURE"]


OVERRIDE = {
    "target": "new_sharing",
    "from": "not_sure",
    "to": "no",
    "reason": "The supplier has always had access.",
    "by": "Sam",
    "at": "2026-11-20",
}
BAD_OVERRIDES: dict[str, tuple[dict[str, Any], str]] = {
    "unknown": ({"target": "x"}, "“x” names neither a question nor a rule of this set."),
    "not given": ({"from": "yes"}, "“new_sharing” is about an answer that is not given."),
    "not possible": ({"to": "never"}, f"“new_sharing” {YES_NO}"),
    "not a DPO": (
        {"role": "Owner"},
        "“new_sharing” needs the role of a data protection officer.",
    ),
    "not for people to decide": (
        {"target": "high_risk_examples", "from": "none", "to": "geolocation"},
        "“high_risk_examples” is about a question that cannot be decided for somebody.",
    ),
    "rule not lifted": (
        {"target": "new_sharing_yes", "to": "no"},
        "“new_sharing_yes” must say “to”: “lifted”, since it sets a rule aside.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), BAD_OVERRIDES.values(), ids=BAD_OVERRIDES)
def test_a_decision_that_cannot_be_is_refused(
    change: dict[str, Any], sentence: str, run: Run
) -> None:
    answers = {**ALL_NO, "new_sharing": "not_sure"}
    given = {"answers": answers, "overrides": [OVERRIDE | change]}
    ran = run("evaluate", "screening", given=given)
    assert (ran.code, ran.complaints) == (3, [f"The override of {sentence}"])


def test_a_decision_may_be_spelt_like_an_answer(run: Run) -> None:
    answers = {**ALL_NO, "new_sharing": "unsure"}
    decision = OVERRIDE | {"from": "unsure", "to": "N"}
    (result,) = run(
        "evaluate", "screening", given={"answers": answers, "overrides": [decision]}
    ).lines
    assert result["result"] == "not_required"


def test_two_decisions_on_one_answer_are_refused(run: Run) -> None:
    given = {"answers": {**ALL_NO, "new_sharing": "not_sure"}, "overrides": [OVERRIDE] * 2}
    ran = run("evaluate", "screening", given=given)
    assert ran.complaints == ["The override of “new_sharing” stands in it twice."]


def test_a_house_rule_can_be_lifted_by_the_dpo(run: Run) -> None:
    answers = {**ALL_NO, "new_sharing": "yes"}
    lifted = OVERRIDE | {"target": "new_sharing_yes", "from": "", "to": "lifted"}
    (result,) = run(
        "evaluate", "screening", given={"answers": answers, "overrides": [lifted]}
    ).lines
    assert result["result"] == "not_required"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["evaluate", "lai"], "There is no question set called “lai”."),
        (
            ["evaluate", "lia", "no-such.json"],
            "no-such.json cannot be read. Check that it is there and that you may open it.",
        ),
        (
            ["evaluate", "lia", "."],
            ". cannot be read. Check that it is there and that you may open it.",
        ),
    ],
)
def test_what_does_not_exist_is_named(arguments: list[str], sentence: str, run: Run) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.complaints) == (3, [sentence])


@pytest.mark.parametrize("arguments", [["evaluate"], ["no-such"], ["list", "--nonsense"]])
def test_wrong_use_is_exit_code_2(arguments: list[str], run: Run) -> None:
    assert run(*arguments).code == 2


PROGRAM = [sys.executable, "-m", "dpia_wizard"]


def test_the_real_program_says_the_same(data: Path) -> None:
    command = [*PROGRAM, "evaluate", "screening"]
    done = subprocess.run(command, input=b"[]", capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode().splitlines() == [BROKEN["list"][1]]


def test_output_is_utf_8_whatever_the_surroundings(data: Path) -> None:
    surroundings = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [*PROGRAM, "questions", "show", "screening", "--json"]
    done = subprocess.run(command, capture_output=True, check=False, env=surroundings)
    assert done.returncode == 0
    assert "–" in done.stdout.decode("utf-8")


def test_a_reader_that_has_seen_enough_is_no_failure(data: Path) -> None:
    command = f"{sys.executable} -m dpia_wizard questions show lia | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk always full")
def test_output_that_cannot_be_written_is_said_in_one_sentence(data: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "questions", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.decode().startswith("The output cannot be written: the disk is full.")
    assert len(done.stderr.splitlines()) == 1
