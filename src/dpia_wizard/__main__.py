"""`python -m dpia_wizard` is `dpia-wizard`."""

from __future__ import annotations

from dpia_wizard.cli.main import main

raise SystemExit(main())
