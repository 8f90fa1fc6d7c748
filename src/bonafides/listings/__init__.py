"""Lists of businesses, kept with due process: who is on one, by which case, since when, and how it ended."""
