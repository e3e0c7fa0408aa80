"""What all tests share, with or without a window."""

from __future__ import annotations

from hypothesis import settings

# the same examples in every run and no stop-watch: a slow or busy machine is not a failure
settings.register_profile("house", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("house")
