"""Outside shapes and domain values: the only place that knows pydantic and YAML."""
