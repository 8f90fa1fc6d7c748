"""The files that the six agencies submit, in the order in which they do."""

from bonafides.sample.submissions import courts, customs, environment, human_resources, market_regulation, tax
from bonafides.sample.submissions.submission import Format, Submission

SUBMISSIONS = (
    *market_regulation.SUBMISSIONS,
    *tax.SUBMISSIONS,
    *customs.SUBMISSIONS,
    *environment.SUBMISSIONS,
    *human_resources.SUBMISSIONS,
    *courts.SUBMISSIONS,
)

__all__ = ["SUBMISSIONS", "Format", "Submission"]
