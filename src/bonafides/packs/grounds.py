"""A legal ground as an officer types it: the id of an instrument of the pack and an article, in force on the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bonafides.acts.act import ActRefusedError
from bonafides.kernel.sentence import Joined, Sentence
from bonafides.packs.decisions import cited
from bonafides.packs.pack import Pack


def check_ground(pack: Pack, ground: str, day: date) -> None:
    """Raise ActRefusedError where a ground names nothing, or nothing that is law on the day."""
    named = cited(ground)
    if not named:
        raise ActRefusedError("expected a legal ground such as `IN-54 3`, came nothing; nothing was changed")
    for name, _ in named:
        instrument = pack.instruments.get(name)
        if instrument is None:
            known = Joined(pack.instruments)
            raise ActRefusedError(
                "expected the id of an instrument of pack %(pack)s (%(known)s), came `%(name)s`",
                pack=pack.name,
                known=known,
                name=name,
            )
        if not instrument.in_force.covers(day):
            held = Sentence(
                "%(since)s to %(until)s",
                since=instrument.in_force.since,
                until=instrument.in_force.until or Sentence("now"),
            )
            raise ActRefusedError(
                "expected an instrument in force on %(day)s, came `%(name)s`, in force %(held)s",
                day=day,
                name=name,
                held=held,
            )


def law_on(pack: Pack, grounds: Iterable[str], day: date) -> str:
    """Those of the grounds that are law on a day, as one; all of them where none is, for `check_ground` to name."""
    given = list(grounds)
    held = [one for one in given if all(_is_law(pack, name, day) for name, _ in cited(one))]
    return "; ".join(held or given)


def _is_law(pack: Pack, name: str, day: date) -> bool:
    return name in pack.instruments and pack.instruments[name].in_force.covers(day)
