"""The days of look-ups held to the thresholds of each pack; what is unusual becomes an alert, once a day, person and rule."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection, transaction

from bonafides.acts.act import Acting
from bonafides.acts.authority import OPERATOR
from bonafides.packs.models import InstalledPack
from bonafides.packs.pack import Pack
from bonafides.packs.queries import installed_pack
from bonafides.sharing.access.alerts import unusual
from bonafides.sharing.access.days import counted, thresholds
from bonafides.sharing.access.models import Alert
from bonafides.sharing.acts.raise_alert import raise_alert

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(1651469921, 3)"


def raised(today: date) -> list[Alert]:
    """Look at today, and at yesterday once more, for it has ended since; the alerts that are new."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_ONE_AT_A_TIME)
        return [one for day in (today - timedelta(days=1), today) for pack in _packs() for one in _of(pack, day)]


def _packs() -> list[Pack]:
    names = InstalledPack.objects.order_by("pack").values_list("pack", flat=True)
    return [installed_pack(name)[0] for name in names]


def _of(pack: Pack, day: date) -> list[Alert]:
    than = thresholds(pack, day)
    known = set(Alert.objects.filter(pack=pack.name, on=day).values_list("agency", "kind", "name", "rule"))
    basis = f"the parameters of pack {pack.name} on look-ups"
    return [
        raise_alert(
            Acting("log of look-ups", OPERATOR, basis, f"unusual look-ups on {day}"), pack.name, who, day, found
        )
        for who, counts in counted(pack, day)
        for found in unusual(counts, than)
        if (who.agency, who.kind, who.name, found.rule.value) not in known
    ]


def alerts(
    *, pack: str | None = None, agency: str | None = None, since: date | None = None, limit: int = 200
) -> list[Alert]:
    """The last alerts, the newest first: of a pack, of one agency, from a day on."""
    asked = {"pack": pack, "agency": agency, "on__gte": since}
    found = Alert.objects.filter(**{name: value for name, value in asked.items() if value is not None})
    return list(found.order_by("-on", "-pk")[: max(0, min(limit, 1_000))])


def alert_json(one: Alert) -> dict[str, object]:
    """For programs."""
    names = ("rule", "pack", "agency", "kind", "name", "count", "threshold")
    return {"number": one.pk, "on": one.on.isoformat(), **{name: getattr(one, name) for name in names}}
