"""What the ledger says of itself: its checkpoints, with the cosignatures that came, and what waits."""

from __future__ import annotations

from django.db import connection

from bonafides.acts.models import QueuedLeaf
from bonafides.kernel.merkle.checkpoints import Checkpoint as Shown
from bonafides.kernel.merkle.notes import Note
from bonafides.ledger.models import Checkpoint, Cosignature, Entry


def newest() -> Checkpoint | None:
    """The last checkpoint."""
    return Checkpoint.objects.order_by("-id").first()


def newest_cosigned(size: int = 0) -> Checkpoint | None:
    """The last checkpoint of `size` entries or more that a witness has cosigned, else the last of all."""
    covering = Checkpoint.objects.filter(size__gte=size)
    cosigned = covering.filter(pk__in=Cosignature.objects.values("checkpoint"))
    return cosigned.order_by("-id").first() or covering.order_by("-id").first()


def oldest_cosigned(size: int = 0) -> Checkpoint | None:
    """The first checkpoint of `size` entries or more that a witness has cosigned, else the first of all."""
    covering = Checkpoint.objects.filter(size__gte=size)
    cosigned = covering.filter(pk__in=Cosignature.objects.values("checkpoint"))
    return cosigned.order_by("id").first() or covering.order_by("id").first()


def of_size(size: int) -> Checkpoint | None:
    """The last checkpoint of exactly that size."""
    return Checkpoint.objects.filter(size=size).order_by("-id").first()


def note_of(checkpoint: Checkpoint) -> Note:
    """The signed note with every cosignature under it, in the order in which they came."""
    lines = Cosignature.objects.filter(checkpoint=checkpoint).order_by("id").values_list("line", flat=True)
    return Note.parse(checkpoint.note + "".join(lines))


def shown(checkpoint: Checkpoint) -> Shown:
    """What a stored checkpoint says."""
    return Shown.parse(Note.parse(checkpoint.note).text)


def waiting() -> int:
    """How many leaves wait for the sequencer."""
    return QueuedLeaf.objects.count()


def anything_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM acts_queuedleaf)")
        return bool(cursor.fetchone()[0])


def length() -> int:
    """How many entries the log has."""
    last = Entry.objects.order_by("-index").first()
    return last.index + 1 if last else 0


def cosigned_by(checkpoint: Checkpoint) -> list[str]:
    """The witnesses of a checkpoint."""
    return list(Cosignature.objects.filter(checkpoint=checkpoint).order_by("id").values_list("witness", flat=True))
