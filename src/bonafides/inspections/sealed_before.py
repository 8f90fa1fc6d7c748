"""Whether a commitment stood in the ledger before its seed could be known: without that a draw is void."""

from __future__ import annotations

from bonafides.inspections.errors import RefusedError
from bonafides.inspections.models import Draw
from bonafides.kernel.draw.commitment import Commitment, format_time
from bonafides.kernel.draw.seeds.source import seed_time
from bonafides.ledger.index import index_of_leaf
from bonafides.ledger.models import Checkpoint


def refuse_unsealed(draw: Draw, commitment: Commitment) -> None:
    """Raise RefusedError unless a checkpoint covers the commitment, signed before the seed came to be."""
    index = index_of_leaf(draw.leaf)
    covering = None if index is None else Checkpoint.objects.filter(size__gt=index).order_by("pk").first()
    if covering is None:
        raise RefusedError(
            "the commitment of %(draw)s is not in the ledger yet: seal it first (bonafides ledger seal), and publish "
            "the checkpoint; a draw whose hash was not public before it is void",
            draw=draw.draw,
        )
    moment = seed_time(commitment)
    if moment is not None and covering.at >= moment:
        raise RefusedError(
            "%(draw)s is void: its commitment came into the ledger at %(at)s, not before the seed at %(moment)s; "
            "give it up in public (bonafides inspection abandon) and commit to another draw",
            draw=draw.draw,
            at=format_time(covering.at),
            moment=format_time(moment),
        )
