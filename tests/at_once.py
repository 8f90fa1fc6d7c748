"""Several officers at the same moment, each in a session of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from bonafides.acts.act import ActRefusedError


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """What each gave or was refused with, all begun at the same moment."""
    start, found = threading.Barrier(len(steps)), [None] * len(steps)

    def run(place: int, step: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            found[place] = step()
        except ActRefusedError as error:
            found[place] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(steps)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    return found
