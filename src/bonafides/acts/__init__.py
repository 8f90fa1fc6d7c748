"""What every official act shares: one transaction in which state changes and the act's own row is written."""
