"""What somebody typed, read in its script: what to ask the index for, and how well a name meets it."""

from __future__ import annotations

from bonafides.entities.names.asks import Ask
from bonafides.entities.names.fold import is_han
from bonafides.entities.names.han_asks import han_asks
from bonafides.entities.names.han_match import HanMatch
from bonafides.entities.names.latin_asks import latin_asks
from bonafides.entities.names.latin_match import LatinMatch
from bonafides.entities.names.meets import Meets
from bonafides.entities.names.readings import simplified, traditional
from bonafides.entities.names.words import Words


class Typed:
    """`text` is folded."""

    def __init__(self, text: str, words: Words) -> None:
        self.text, self.words = text, words
        self.match = HanMatch(text, words) if is_han(text) else LatinMatch(text, words)

    @property
    def writings(self) -> tuple[str, ...]:
        """As it was typed, and in the other script."""
        if not is_han(self.text):
            return (self.text,)
        return tuple(dict.fromkeys((self.text, simplified(self.text), traditional(self.text))))

    def asks(self, *, mistyped: bool) -> list[Ask]:
        """What else to ask for, the likeliest first; `mistyped`: also what is written otherwise."""
        if isinstance(self.match, HanMatch):
            return han_asks(self.match.parts, self.words, mistyped=mistyped)
        own = self.match.own
        return latin_asks(own.core, own.whole, mistyped=mistyped)

    def meets(self, name: str, *, similar: bool) -> Meets | None:
        """How a folded name of the register meets it; None where it has little to do with it."""
        return self.match.meets(name, similar=similar)
