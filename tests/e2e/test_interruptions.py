"""What happens when the program is killed, or opened a second time on the same data."""

from __future__ import annotations

import time
from pathlib import Path

from tests.e2e.conftest import Start
from tests.e2e.person import Person
from tests.e2e.program import shown
from tests.e2e.steps import OWNER, TITLE, begin_an_activity

DETAILS = "screening.new_collection_details"
SECONDS_TYPED = 6.0
MILLISECONDS_A_KEY = 50
SECONDS_LOST = 1.0
SECONDS_ON_THE_WAY = 0.5
"""Between a key and the program, on a machine that has other things to do."""


def test_killed_while_typing_it_has_lost_at_most_the_last_second(
    person: Person, start: Start, data: Path
) -> None:
    program = start()
    begin_an_activity(person)
    person.see("Question 1 of 12")
    person.press("y", "Tab")
    typed: list[tuple[float, str]] = []
    begun = time.monotonic()
    while time.monotonic() < begun + SECONDS_TYPED:
        word = f"word{len(typed)} "
        person.type(word, pause=MILLISECONDS_A_KEY)
        typed.append((time.monotonic(), word))
    program.kill()
    safe = time.monotonic() - SECONDS_LOST - SECONDS_ON_THE_WAY
    owed = "".join(word for at, word in typed if at < safe)
    kept = shown(data)["assessments"][0]["answers"][DETAILS]
    assert len(owed) > len("word0 ") * 3
    assert kept.startswith(owed.strip())
    assert "".join(word for _, word in typed).startswith(kept)

    again = start()
    person.click(TITLE)
    person.press("Return")
    person.click("Continue")
    person.see("Question 2 of 12")
    person.press("alt+Left")
    person.see("Question 1 of 12")
    person.see("word0 word1 word2")
    again.quit()


def test_a_second_window_may_only_read_and_says_who_has_the_activity(
    person: Person, start: Start, data: Path
) -> None:
    first = start()
    begin_an_activity(person)
    person.see("Question 1 of 12")
    person.press("n")
    person.wait_until(
        lambda: "screening.new_collection" in shown(data)["assessments"][0]["answers"],
        "the first answer is not kept",
    )
    first_window = first.window
    second = start()
    person.raise_window(second.window)
    person.click(TITLE)
    person.press("Return")
    person.see("Reading only")
    person.see(f"Open for reading only: {OWNER}")
    person.press("Return")
    person.see("Question 2 of 12")
    person.press("y")
    second.quit()

    person.raise_window(first_window)
    person.press("alt+Right")
    person.see("Question 2 of 12")
    person.press("n")
    first.quit()
    answers = shown(data)["assessments"][0]["answers"]
    second_question = "screening.requires_individual_to_provide"
    assert answers == {"screening.new_collection": "no", second_question: "no"}
