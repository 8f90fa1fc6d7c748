"""The parts that a person can have in official acts. Which of them may do an act stands on the act itself."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A power is one of these, held by an officer from a day on; `OPERATOR` is whoever runs this installation."""

    OPERATOR = "operator"
    ENTRY_CLERK = "entry-clerk"
    CASE_OFFICER = "case-officer"
    REVIEWER = "reviewer"
    DECIDER = "decider"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
