"""Figures and limits that the command line needs before anything heavy is loaded."""

from datetime import date

AGENCIES = ("market-regulation", "tax", "customs", "environment", "human-resources", "courts")
FAULTS, MANIFEST, ROSTER = "faults.csv", "manifest.json", "officers.csv"
LATELY = "lately"  # the folder, beside those of the agencies, of what came in since
AS_OF = date(2026, 6, 30)
MOST_FOR_AGENCY_FORMATS = 200_000  # entities; beyond it CSV is slow and a sheet of Excel ends at 1,048,576 rows
MOST_ENTITIES = 50_000_000  # the serials of old codes have eight digits, and strangers need some of them
YEARS = range(2024, 2034)  # whose days the calendars of the sample reach


def refuse_out_of_reach(entities: int, as_of: date) -> None:
    """Raise ValueError for a number of entities or a day that the made-up codes and calendars do not reach."""
    if not 1 <= entities <= MOST_ENTITIES:
        raise ValueError(f"entities: expected 1 to {MOST_ENTITIES:,}, came {entities:,}")
    if as_of.year not in YEARS:
        raise ValueError(f"as-of: expected a day of the years {YEARS[0]} to {YEARS[-1]}, came {as_of}")
