"""Hold each layer that must be tested whole to its share of lines and branches.

usage: coverage_gate.py REPORT.json PERCENT PACKAGE...
"""

import json
import sys
from pathlib import Path
from typing import Any


def shares(report: dict[str, Any], package: str) -> tuple[float, float]:
    """The percentages of lines and branches of a package that tests went through."""
    folder = "src/" + package.replace(".", "/") + "/"
    parts = [
        entry["summary"] for name, entry in report["files"].items() if name.startswith(folder)
    ]

    def percent(covered: str, all_of_them: str) -> float:
        whole = sum(part[all_of_them] for part in parts)
        return 100 * sum(part[covered] for part in parts) / whole if whole else 100.0

    lines = percent("covered_lines", "num_statements") if parts else 0.0
    return lines, percent("covered_branches", "num_branches")


def main() -> int:
    """Print the shares of each package; 1 if one falls short."""
    report_file, least, *packages = sys.argv[1:]
    report = json.loads(Path(report_file).read_text(encoding="utf-8"))
    short = False
    for package in packages:
        lines, branches = shares(report, package)
        falls_short = min(lines, branches) < float(least)
        short = short or falls_short
        verdict = f"  below {least} %" if falls_short else ""
        print(f"{package:24} lines {lines:5.1f} %  branches {branches:5.1f} %{verdict}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
