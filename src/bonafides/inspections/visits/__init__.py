"""From the approval of a visit to the publication of its result."""
