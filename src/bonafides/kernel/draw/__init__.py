"""The verifiable draw: commitment, seed, tickets, selection, openings, bundles (docs/reference/draw.md)."""
