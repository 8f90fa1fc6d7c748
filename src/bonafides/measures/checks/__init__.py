"""What counts for a business at a decision point, now: asked by code, answered by one statement, signed for minutes."""
