"""What a proof, a tile, a note or a receipt is refused with."""

from __future__ import annotations


class Refused(ValueError):  # noqa: N818  # it is a finding about what was brought, not an error of ours
    """It does not show what it says it shows; the text says what was expected and what came."""
