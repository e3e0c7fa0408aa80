"""Check PDF files by hand: `python -m tests.pdfcheck [--profiles 3a,ua1] FILE.pdf …`."""

import argparse
import sys
from pathlib import Path

from tests.pdfcheck import PROFILES, CheckerUnavailableError, check


def main() -> int:
    """Print what the files break; 0 if nothing, 1 if something, 3 if the check cannot run."""
    parser = argparse.ArgumentParser(prog="python -m tests.pdfcheck")
    parser.add_argument("--profiles", default=",".join(PROFILES))
    parser.add_argument("files", nargs="+", type=Path)
    wanted = parser.parse_args()
    try:
        failures = check(wanted.files, tuple(wanted.profiles.split(",")))
    except CheckerUnavailableError as error:
        print(error, file=sys.stderr)
        return 3
    print("\n".join(failures) or f"{len(wanted.files)} conform to {wanted.profiles}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
