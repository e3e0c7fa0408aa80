"""Outside shapes and domain values: the only place that knows pydantic and YAML."""

import os

# pydantic would read every installed package's metadata to look for plugins: 75 ms at start
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
