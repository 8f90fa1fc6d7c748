"""Reads of consumers: who they are, what is open, what is late, and the figure that anyone may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from bonafides.consumers.models import Acknowledged, Consumer, DeadLetter, Notice, Reading


class UnknownConsumerError(LookupError):
    """No such consumer."""


@dataclass(frozen=True)
class Read:
    """Up to where ends were read: the last event, and the moment before which every record was."""

    event: int
    known: datetime


def last_reading() -> Read:
    """The last reading; before the first, from when the first consumer was added."""
    last = Reading.objects.order_by("-pk").first()
    if last is not None:
        return Read(last.event, last.known)
    since = Consumer.objects.aggregate(first=Min("since"))["first"] or timezone.now()
    return Read(_event_before(since), since)


def _event_before(moment: datetime) -> int:
    from bonafides.acts.models import Event

    first = Event.objects.filter(act__at__gte=moment, act__name="consumers.add").order_by("pk").first()
    return first.pk - 1 if first is not None else 0


def consumer_of(name: str) -> Consumer:
    """A consumer by its name. Raises UnknownConsumerError."""
    found = Consumer.objects.filter(name=name).first()
    if found is None:
        known = ", ".join(Consumer.objects.order_by("name").values_list("name", flat=True)) or "there is none"
        raise UnknownConsumerError(f"expected the name of a consumer ({known}), came {name!r}; bonafides consumer add")
    return found


def open_notices(consumer: Consumer | None = None) -> QuerySet[Notice]:
    """What is told and not acknowledged, in the order in which it goes out."""
    found = Notice.objects.select_related("consumer", "entity").filter(acknowledged=None, consumer__ended=None)
    return (found if consumer is None else found.filter(consumer=consumer)).order_by("pk")


def dead_letters(consumer: Consumer | None = None) -> QuerySet[DeadLetter]:
    """Messages that were set aside and do not go out, the oldest first; one that was acknowledged since is none."""
    found = DeadLetter.objects.select_related("notice__consumer", "notice__entity").filter(
        replay=None, notice__acknowledged=None, notice__consumer__ended=None
    )
    return (found if consumer is None else found.filter(notice__consumer=consumer)).order_by("notice_id")


def to_send(consumer: Consumer | None = None) -> QuerySet[Notice]:
    """What is open and goes out: all but the dead letters."""
    dead = DeadLetter.objects.filter(notice=OuterRef("pk"), replay=None)
    return open_notices(consumer).exclude(Exists(dead))


def late_notices(today: date) -> QuerySet[Notice]:
    """What should have been acknowledged by now."""
    return open_notices().filter(last_day__lt=today).order_by("last_day", "pk")


@dataclass(frozen=True)
class Consistency:
    """How many ends were told since a day, and how many of them were acknowledged: the public figure. It names nobody."""

    since: date
    day: date
    consumers: int
    ends: int
    in_time: int
    late: int
    open_in_time: int
    open_late: int

    def as_json(self) -> dict[str, object]:
        return {
            "since": self.since.isoformat(), "day": self.day.isoformat(), "consumers": self.consumers, "ends": self.ends,
            "acknowledged": {"in_time": self.in_time, "late": self.late},
            "open": {"in_time": self.open_in_time, "late": self.open_late},
        }  # fmt: skip


def consistency_figure(since: date, day: date) -> Consistency:
    """The figure over the ends told from `since` to `day`, as of `day`."""
    told = Notice.objects.annotate(told_on=TruncDate("told_at")).filter(told_on__gte=since, told_on__lte=day)
    in_time = Q(last_day=None) | Q(done_on__lte=F("last_day"))
    done = Acknowledged.objects.filter(notice__in=told.values("pk")).annotate(
        done_on=TruncDate("at"), last_day=F("notice__last_day")
    )
    counted = done.aggregate(in_time=Count("pk", filter=in_time), every=Count("pk"))
    waiting = told.filter(acknowledged=None, consumer__ended=None)
    late = waiting.filter(last_day__lt=day).count()
    return Consistency(
        since, day, Consumer.objects.filter(ended=None).count(), told.count(), counted["in_time"],
        counted["every"] - counted["in_time"], waiting.count() - late, late,
    )  # fmt: skip


def overview(day: date) -> list[dict[str, Any]]:
    """Every consumer with what it gets, and how many ends are open and late."""
    waiting = Q(notices__isnull=False, notices__acknowledged=None)
    rows = Consumer.objects.select_related("ended").annotate(
        open=Count("notices", filter=waiting), late=Count("notices", filter=waiting & Q(notices__last_day__lt=day))
    )
    return [
        {
            "name": one.name, "url": one.url, "gets": one.gets, "private": one.private, "since": one.since.isoformat(),
            "ended": hasattr(one, "ended"), "open": one.open, "late": one.late,
        }
        for one in rows.order_by("name")
    ]  # fmt: skip
