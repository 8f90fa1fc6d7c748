"""What leaves: the unified record as one audience may see it. Every read of records by a person or program is here."""
