"""The parts that a person can have in official acts. Which of them may do an act stands on the act itself."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A power is one of these, held by an officer from a day on. Two are no powers, and nobody is appointed to them.

    `OPERATOR` is whoever runs this installation, `REPRESENTATIVE` whoever speaks for the business that an act is about.
    """

    OPERATOR = "operator"
    ENTRY_CLERK = "entry-clerk"
    CASE_OFFICER = "case-officer"
    REVIEWER = "reviewer"
    DECIDER = "decider"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    REPRESENTATIVE = "representative"


POWERS = tuple(one for one in Role if one not in (Role.OPERATOR, Role.REPRESENTATIVE))
"""What officers of agencies hold."""
