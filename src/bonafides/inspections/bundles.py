"""What leaves of a draw that was held: the public's bundle, the auditor's, and the opening of one business."""

from __future__ import annotations

from bonafides.inspections.draws import held_drawing
from bonafides.inspections.errors import RefusedError
from bonafides.inspections.frozen import frozen_list
from bonafides.inspections.models import Draw, Held
from bonafides.inspections.queries import commitment_of, held_of
from bonafides.kernel.draw.bundle import Bundle
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.opening import Opening, opening
from bonafides.ledger.receipts import receipt_of_leaf


def public_bundle(draw: Draw) -> Bundle:
    """For anybody: who was drawn, and what shows that nobody chose. No stratum of any business, nor what officers declared."""
    return auditors_bundle(draw).for_the_public()


def auditors_bundle(draw: Draw) -> Bundle:
    """For auditors: all subjects and officers, opened. Internal: it holds tiers, and who is recused from whom."""
    held = _held(draw)
    drawing = held_drawing(held)
    return Bundle(
        commitment=drawing.commitment,
        evidence=held.evidence,
        result=drawing.result,
        # As early as can be shown: what a witness saw only after the seed shows nothing.
        receipt=str(receipt_of_leaf(draw.leaf, oldest=True)),
        subjects=drawing.frozen.subjects,
        roster=drawing.team.roster(),
        team=drawing.team,
    )


def opening_of(draw: Draw, code: str) -> Opening:
    """For one business: its row as it was frozen, with which it checks its own ticket. It holds the business's stratum."""
    commitment = commitment_of(draw)
    try:
        return opening(commitment, frozen_list(commitment), code)
    except Refused as error:
        raise RefusedError("%(told)s", told=error) from error


def _held(draw: Draw) -> Held:
    held = held_of(draw)
    if held is None:
        raise RefusedError(
            "%(draw)s was not held yet: there is its commitment, and no result (bonafides inspection show)",
            draw=draw.draw,
        )
    return held
