"""What a token or a key set is refused with."""

from __future__ import annotations


class Refused(ValueError):  # noqa: N818  # it is a finding about what was brought, not an error of ours
    """It does not show what it says it shows, or no longer; the text says what was expected and what came."""
