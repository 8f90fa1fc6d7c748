"""Credit records: append-only, with two clocks (what was true when; what was known when)."""
