"""Files of the officer's own agency: of any other there is nothing here."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count

from bonafides.acts.wall import inside
from bonafides.agencies.who import Who
from bonafides.records.models import Batch
from bonafides.records.quarantine import open_rows
from bonafides.submissions.client import Client


def client_of(who: Who) -> Client:
    """The officer as one who submits: under an own name, so that a program of the agency is never mistaken for a person."""
    return Client(who.pack, who.agency, f"officer {who.name}")


def own_batch(who: Who, number: int) -> Batch | None:
    """A file of the agency."""
    found = Batch.objects.select_related("agency", "kind", "pack_version").defer("pack_version__files")
    return found.filter(pk=number, agency__pack=who.pack, agency__name=who.agency).first()


@inside()
def open_counts(batches: Collection[int]) -> dict[int, int]:
    """How many rows of each wait for a mend."""
    found = open_rows().filter(batch__in=batches).order_by().values("batch").annotate(count=Count("pk"))
    return {one["batch"]: one["count"] for one in found}
