"""Once only: agencies' forms filled from what agencies hold, evidence between them, and the meter of what was asked twice."""
