"""DPIA Wizard: lawful direct marketing, assessed step by step, kept as signed PDF records."""

__version__ = "0.1.0"
