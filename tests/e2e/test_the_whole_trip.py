"""One case between data folders that never see each other: files go to and fro, signed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.e2e.conftest import Start
from tests.e2e.person import Person
from tests.e2e.program import command, shown
from tests.e2e.steps import begin_an_activity

DPO, APPROVER = "Dee Officer", "Ben Approver"
COLLECTED = "Email addresses, from the enquiry form."
BETTER = " Kept for two years."
COMMENT = "Say how long you keep them."
PASSPHRASE = "seven quiet herons"


def test_a_record_goes_to_the_officer_and_back_is_signed_twice_and_verified(
    person: Person, start: Start, tmp_path: Path
) -> None:
    owners, house, auditors = (tmp_path / name for name in ("owner", "house", "auditor"))
    post = tmp_path / "post"
    post.mkdir()
    asked, returned = post / "to-the-officer.pdf", post / "back-to-the-owner.pdf"
    completed, approved = post / "completed.pdf", post / "approved.pdf"
    legs: list[tuple[Path, Callable[[], None]]] = [
        (owners, lambda: the_owner_screens(person, asked)),
        (house, lambda: the_officer_returns_it(person, asked, returned)),
        (owners, lambda: the_owner_completes(person, returned, completed)),
        (house, lambda: the_approver_signs(person, completed, approved)),
        (owners, lambda: the_owner_gets_it_back(person, approved)),
        (auditors, lambda: trust_signers(person, approved, number=2)),
    ]
    for folder, leg in legs:
        program = start(folder)
        leg()
        program.quit()

    (screening,) = shown(owners)["assessments"]
    assert screening["status"] == "signed_off"
    assert screening["kept"]["signatures"] == ["completed", "approved"]
    assert screening["answers"]["screening.new_collection_details"] == COLLECTED + BETTER
    assert COMMENT in [move["reason"] for move in screening["moves"]]
    (report,) = json.loads(command(auditors, "verify", str(approved), "--json"))
    assert report["verdict"] == "intact_approved"


def the_owner_screens(person: Person, out: Path) -> None:
    begin_an_activity(person)
    screen(person)
    person.see("Still to do before completion")
    person.press_until("Tab", "Hand to the DPO")
    person.click("Hand to the DPO")
    person.see_no_more("Save and close")
    person.click("Close")
    hand_over(person, out)


def the_officer_returns_it(person: Person, brought: Path, out: Path) -> None:
    introduce(person, DPO)
    open_record(person, brought)
    person.see("Added to your register from to-the-officer.pdf.")
    person.press("space")
    give_back(person)
    person.click("Save and close")
    hand_over(person, out)


def the_owner_completes(person: Person, brought: Path, out: Path) -> None:
    open_record(person, brought)
    person.see("The file is newer")
    person.click("Merge and open")
    person.settle()
    change_an_answer(person)
    complete(person)
    save_pdf(person, out)


def the_approver_signs(person: Person, brought: Path, out: Path) -> None:
    introduce(person, APPROVER)
    open_record(person, brought)
    person.click("Merge and open")
    person.see("Merged with completed.pdf. What you did not choose is in the history.")
    person.press("space")
    person.see("3. Approved by")
    person.press_until("Tab", "Create a signing identity…")
    create_identity(person)
    person.type(PASSPHRASE)
    person.press("Return")
    person.see("What to do next")
    save_pdf(person, out)


def the_owner_gets_it_back(person: Person, brought: Path) -> None:
    open_record(person, brought)
    person.see("Record chain intact ✓")
    trust_signers(person, brought, number=1)
    open_record(person, brought)
    person.see("DPIA required")


def screen(person: Person) -> None:
    for number in range(1, 13):
        person.see(f"Question {number} of 12")
        person.press("y" if number == 1 else "n")
        if number == 1:
            person.press("Tab")
            person.type(COLLECTED)
        person.press("alt+Right")
    person.click("None of these")
    person.press("alt+Right")
    person.see("Everything needed is answered.")
    person.click("See the result")
    person.click("Go to sign-off")


def introduce(person: Person, name: str) -> None:
    """Say in the settings who is at this computer now."""
    person.click("Settings")
    person.click_below("Recorded with everything you do.")
    person.press("ctrl+a")
    person.type(name)
    person.press("Tab", "ctrl+a")
    person.type("Data protection officer" if name == DPO else "Approver")
    person.press("Tab")
    person.settle()


def open_record(person: Person, path: Path) -> None:
    person.see("Activities")
    person.press("ctrl+o")
    person.see("Cancel")
    person.type(str(path))
    person.press("Return")
    person.see_no_more("Cancel")
    person.settle()


def hand_over(person: Person, path: Path) -> None:
    person.click("Hand over…")
    person.see("What do you ask of them? (optional)")
    person.type("Please have a look.")
    person.click("Save the PDF…")
    person.see("Cancel")
    person.settle()
    person.press("ctrl+a")
    person.type(str(path))
    person.press("Return")
    person.wait_until(path.exists, f"{path.name} is not written")
    person.settle()


def give_back(person: Person) -> None:
    person.click("Sign off")
    person.see("Still to do before completion")
    rests = "Answers rest until it is returned or completed."
    person.press_until("Tab", rests)
    person.click_below(rests)
    person.type(COMMENT)
    person.click("Return with this comment")
    person.see("Save and close")


def change_an_answer(person: Person) -> None:
    person.click("Continue")
    person.see("Everything needed is answered.")
    person.click("Change")
    person.see("Question 1 of 12")
    person.press("Tab", "ctrl+End")
    person.type(BETTER)


def complete(person: Person) -> None:
    person.click("Sign off")
    person.see("Still to do before completion")
    person.click_below("To be approved by")
    person.type(APPROVER)
    person.press("Tab")
    person.type("Approver")
    person.press_until("Tab", "Create a signing identity…")
    create_identity(person)
    person.type(PASSPHRASE)
    person.press("Return")
    person.see("3. Approved by")


def create_identity(person: Person) -> None:
    """Make an identity in the name the settings know; the passphrase has the focus then."""
    person.click("Create a signing identity…")
    person.see("Nobody can recover this passphrase")
    person.click_below("Passphrase")
    person.type(PASSPHRASE)
    person.press("Tab")
    person.type(PASSPHRASE)
    person.press("Return")
    person.see_no_more("Nobody can recover this passphrase")


def save_pdf(person: Person, path: Path) -> None:
    person.press_until("shift+Tab", "Save the PDF…")
    person.click("Save the PDF…")
    person.settle()
    person.press("ctrl+a")
    person.type(str(path))
    person.press("Return")
    person.wait_until(path.exists, f"{path.name} is not written")
    person.settle()


def trust_signers(person: Person, path: Path, *, number: int) -> None:
    """Check a file, and trust those who signed it after comparing their fingerprints."""
    person.settle()
    person.click("Check a record")
    person.see("Drop PDFs or a folder here")
    person.click("Choose PDFs…")
    person.see("Cancel")
    person.type(str(path))
    person.press("Return")
    person.see_no_more("Cancel")
    for _ in range(number):
        person.see("Signer not known here")
        person.settle()
        person.click("Trust this signer…")
        person.settle()
        person.click("Trust this certificate")
        person.see_no_more("Trust this certificate")
        person.settle()
    person.see("This record is intact")
