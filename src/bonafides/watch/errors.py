"""What early warning refuses."""

from __future__ import annotations


class WatchRefusedError(Exception):
    """What cannot be done with a model of risk; the message says why, and the mend."""
