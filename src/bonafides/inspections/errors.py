"""What is refused before or within an act of inspections."""

from __future__ import annotations

from bonafides.acts.act import ActRefusedError


class RefusedError(ActRefusedError):
    """A plan, draw or reading that cannot be; the message says what was expected and the mend."""
