"""The worker's protocol: one line in, one line out."""

from __future__ import annotations

import io
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dpia_wizard.app.desk import open_desk
from dpia_wizard.app.sentences import sentence_for
from dpia_wizard.app.settings import save_settings
from dpia_wizard.app.start import start_activity, start_assessment
from dpia_wizard.cli.worker import HANDLERS, serve
from dpia_wizard.domain.activity import Details
from dpia_wizard.jobs import messages
from dpia_wizard.jobs.messages import (
    CompleteAssessment,
    Done,
    Message,
    OpenExample,
    OpenRecord,
    ProtocolError,
    RefreshRegister,
    Refused,
    RenderRecord,
    dump_answer,
    dump_message,
    load_answer,
    load_message,
)
from tests.builders import ACTIVITY_ID, OWNER

texts = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = {"str": texts, "int": st.integers(), "bool": st.booleans()}


def any_of(kind: type[Message]) -> st.SearchStrategy[Message]:
    return st.builds(kind, **{field.name: VALUES[str(field.type)] for field in fields(kind)})


any_message = st.one_of(*map(any_of, get_args(Message)))
facts = st.dictionaries(texts, texts | st.integers() | st.none() | st.lists(texts))
any_answer = st.builds(Done, id=st.integers(), facts=facts) | st.builds(
    Refused, id=st.integers(), error=texts, facts=facts
)


def test_a_message_never_shows_its_passphrase() -> None:
    secrets = [
        field.repr
        for kind in get_args(Message)
        for field in fields(kind)
        if field.name == "passphrase"
    ]
    assert len(secrets) >= 4
    assert not any(secrets)


@given(number=st.integers(), message=any_message)
def test_a_message_comes_over_as_it_was_in_one_line(number: int, message: Message) -> None:
    line = dump_message(number, message)
    assert len(line.splitlines()) == 1
    assert line.isascii()
    assert load_message(line) == (number, message)


@given(answer=any_answer)
def test_an_answer_comes_over_as_it_was_in_one_line(answer: messages.Answer) -> None:
    line = dump_answer(answer)
    assert len(line.splitlines()) == 1
    assert load_answer(line) == answer


RENDER = {"activity": "a", "set_id": "lia", "version": 1, "out": "x"}


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {},
        {"id": 1},
        {"id": 1, "kind": "Explode"},
        {"id": 1, "kind": None},
        {"kind": "OpenExample"},
        {"id": "1", "kind": "OpenExample"},
        {"id": True, "kind": "OpenExample"},
        {"id": 1, "kind": "OpenExample", "colour": "red"},
        {"id": 1, "kind": "RenderRecord"},
        {"id": 1, "kind": "RenderRecord", **RENDER, "version": "1"},
        {"id": 1, "kind": "RenderRecord", **RENDER, "version": True},
        {"id": 1, "kind": "RenderRecord", **RENDER, "out": None},
        {"id": 1, "kind": "CompleteAssessment", **RENDER},
    ],
)
def test_what_is_no_message_is_refused(told: object) -> None:
    with pytest.raises(ProtocolError):
        load_message(json.dumps(told))


@pytest.mark.parametrize(
    "line", ["", "{", "yes", "[" * 100_000, '{"kind": "Done"}', '{"kind": "Maybe", "id": 1}']
)
def test_what_is_no_answer_is_refused(line: str) -> None:
    with pytest.raises(ProtocolError):
        load_answer(line)
    with pytest.raises(ProtocolError):
        load_message(line)


def ask(folder: Path, *asked: Message) -> list[Any]:
    lines = "".join(dump_message(i, message) + "\n\n" for i, message in enumerate(asked))
    out = io.StringIO()
    serve(folder, io.StringIO(lines), out)
    answers = [load_answer(line) for line in out.getvalue().splitlines()]
    assert [answer.id for answer in answers] == list(range(len(asked)))
    return answers


def test_every_message_gets_exactly_one_answer(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    out = tmp_path / "out.pdf"
    example = OpenExample(name="council_message")
    first, again, refreshed = ask(folder, example, example, RefreshRegister())
    activity = first.facts["activity"]
    assert (first.facts["was_there"], again.facts) == (
        False,
        {**first.facts, "was_there": True},
    )
    assert refreshed == Done(id=2)
    rendered, opened, refused = ask(
        folder,
        RenderRecord(activity=activity, set_id="screening", version=1, out=str(out)),
        OpenRecord(path=str(out), name="Sam", role="DPO"),
        CompleteAssessment(
            activity=activity, set_id="screening", version=1, name="Sam", role="DPO"
        ),
    )
    assert rendered.facts["out"] == str(out)
    assert rendered.facts["pages"] >= 3
    assert opened.facts == {"activity": activity, "outcome": "unchanged", "untrusted": []}
    assert isinstance(refused, Refused)


def test_completion_is_asked_for_by_message(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    desk = open_desk(folder)
    begun = start_assessment(desk, start_activity(desk, Details(title="x", owner=OWNER)), "lia")
    by_name = CompleteAssessment(
        activity=begun.id, set_id="lia", version=1, name="Sam", role="DPO"
    )
    (answer,) = ask(folder, by_name)
    assert answer.error == "SignatureNeededError"
    save_settings(desk, replace(desk.settings, signature_needed=False))
    desk.close()
    (answer,) = ask(folder, by_name)
    assert answer.error == "NotReadyError"
    assert {"gap": "approver", "id": ""} in answer.facts["points"]


REFUSED: list[tuple[Message, str, str]] = [
    (
        RenderRecord(activity=ACTIVITY_ID, set_id="lia", version=1, out="/dev/null"),
        "NotFoundError",
        f"There is no activity called “{ACTIVITY_ID}”.",
    ),
    (
        OpenRecord(path="/no/such.pdf"),
        "CannotReadError",
        "/no/such.pdf cannot be read. Check that it is there and that you may open it.",
    ),
    (
        CompleteAssessment(activity="../x", set_id="lia", version=1, name="n", role="r"),
        "NotFoundError",
        "There is no activity called “../x”.",
    ),
]


@pytest.mark.parametrize(("message", "error", "sentence"), REFUSED)
def test_a_refusal_says_what_a_person_can_read(
    tmp_path: Path, message: Message, error: str, sentence: str
) -> None:
    (answer,) = ask(tmp_path / "data", message)
    assert isinstance(answer, Refused)
    assert answer.error == error
    assert sentence_for(answer.error, answer.facts) == sentence


def test_every_message_has_somebody_who_does_it() -> None:
    assert set(HANDLERS) == set(get_args(Message))


def test_no_message_shows_a_passphrase_where_it_is_printed() -> None:
    for kind in get_args(Message):
        values: dict[str, Any] = {
            field.name: {"str": "s3cret", "int": 1, "bool": True}[str(field.type)]
            for field in fields(kind)
        }
        shown = repr(kind(**values))
        assert shown.count("s3cret") == sum(
            1 for name, value in values.items() if value == "s3cret" and name != "passphrase"
        )


def test_every_message_says_what_its_fields_are() -> None:
    for kind in messages._KINDS.values():
        assert {field.type for field in fields(kind)} <= {"str", "int", "bool"}
