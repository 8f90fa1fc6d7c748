"""What is worth a look: rows that came in lately, planted for each signal of early warning, and listed."""

from bonafides.sample.causes.generate import generate_causes

__all__ = ["generate_causes"]
