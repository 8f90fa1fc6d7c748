"""What a commitment, a seed, an opening or a bundle is refused with."""

from __future__ import annotations


class Refused(ValueError):  # noqa: N818  # a finding about what was brought, not an error of ours
    """It does not show what it says it shows; the text says what was expected and what came."""
