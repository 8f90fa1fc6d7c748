"""Rules of an item as a commitment states them: one line each, in the languages of the pack, with the basis."""

from __future__ import annotations

from collections.abc import Mapping

from bonafides.packs.inspection_item import StatedRule
from bonafides.packs.vocabulary import Citation


def stated(rules: Mapping[str, StatedRule]) -> dict[str, str]:
    """Name → text, in the order of the names."""
    return {name: _line(rule) for name, rule in sorted(rules.items())}


def _line(rule: StatedRule) -> str:
    bases = (rule.basis,) if isinstance(rule.basis, Citation) else rule.basis
    cited = "; ".join(" ".join(filter(None, (one.instrument, one.article))) for one in bases)
    return f"{' / '.join(text for _, text in sorted(rule.title.items()))} ({cited})"
