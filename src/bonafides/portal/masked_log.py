"""The log of requests keeps no natural person's number, whatever address was asked for."""

from __future__ import annotations

import logging

from bonafides.kernel.identifiers.natural_person import mask


class MaskPersonNumbers(logging.Filter):
    """Masks such numbers in what a line of the log is made of."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask, and let pass."""
        if isinstance(record.args, tuple):
            record.args = tuple(mask(one) if isinstance(one, str) else one for one in record.args)
        return True
