"""Measures start-up, saving, rendering, search and memory; `--write` keeps the figures."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from tests.tools.bench_run import main

    raise SystemExit(main())
