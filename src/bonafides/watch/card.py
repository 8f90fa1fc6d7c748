"""The card of a model as a digest: of the card, of the figures that it names, of the parameters that those read.

A version is of one card. Change the card, or what one of its figures means, and the version is of another model.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from bonafides.kernel.canonical.one import canonical
from bonafides.kernel.feel.parse import parse_expression
from bonafides.kernel.feel.scope import Scope
from bonafides.packs.indicator import Indicator
from bonafides.packs.pack import Pack
from bonafides.packs.risk_model import RiskModel
from bonafides.packs.scope import names_in, record_scope
from bonafides.watch.errors import WatchRefusedError


def model_of(pack: Pack, name: str) -> RiskModel:
    """The card of this name. Raises WatchRefusedError."""
    found = pack.risk_models.get(name)
    if found is None:
        known = ", ".join(pack.risk_models) or "none"
        raise WatchRefusedError(f"pack {pack.name} has no model of risk `{name}`; it has: {known}")
    return found


def card_digest(pack: Pack, model: RiskModel) -> str:
    """SHA-256 (hex) over the canonical JSON of all that says what a version was asked and what it may look at."""
    indicators = [pack.indicators[one.indicator] for one in model.features]
    texts = [(one.kinds, one.where) for one in indicators if one.where is not None]
    texts += [((model.example.kind,), text) for text in (model.example.where, model.example.found)]
    named = {name for kinds, text in texts for name in _names(pack, kinds, text)}
    named |= {str(one.window.length) for one in indicators if one.window is not None}
    content: dict[str, Any] = {
        "card": model.model_dump(mode="json"),
        "figures": [_plain(one) for one in indicators],
        "parameters": [pack.parameters[name].model_dump(mode="json") for name in sorted(named & set(pack.parameters))],
    }
    return sha256(canonical(content)).hexdigest()


def _names(pack: Pack, kinds: tuple[str, ...], text: str) -> set[str]:
    scope = record_scope(pack, tuple(pack.catalogue[kind] for kind in kinds))
    return set(names_in(parse_expression(text, Scope(dict(scope)))))


def _plain(one: Indicator) -> dict[str, Any]:
    return one.model_dump(mode="json")
