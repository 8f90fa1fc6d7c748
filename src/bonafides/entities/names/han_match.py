"""How a Chinese name meets what was typed: by its parts, as an abbreviation, or but for a character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bonafides.entities.names.fold import plain
from bonafides.entities.names.meets import ABBREVIATION, BEGINNING, BRAND, CUT, EQUAL, PART, SIMILAR, Meets
from bonafides.entities.names.parts import Parts, forms_of, is_place, parts, without_suffix
from bonafides.entities.names.readings import simplified, sound_alike
from bonafides.entities.names.words import Words
from bonafides.kernel.identifiers.corporate_forms import written_out

SOUNDS_ALIKE = 0.5
"""What a homophone counts as, where another character counts one."""
NO_WAY = 99
OTHER_FORM_ALONE = -1.0
"""What differs in its form alone comes before all that differs in its words."""
_IN_BRACKETS = re.compile(r"\(([^()]{2,8})\)")


class HanMatch:
    """`typed` is folded."""

    def __init__(self, typed: str, words: Words) -> None:
        self.words = words
        self.typed = _read(typed, words)
        self.parts = parts(self.typed, words)
        self.key = key(self.parts, words)

    def meets(self, name: str, *, similar: bool) -> Meets | None:
        """None where the name has little to do with it. `similar`: also what is not written so, nor shortened to it."""
        return self._by_place(Name(_read(name, self.words), self.words), similar=similar)

    def _by_place(self, name: Name, *, similar: bool) -> Meets | None:
        typed, unlike = self.typed, 1 - fuzz.ratio(self.typed, name.whole) / 100
        if name.whole == typed:
            return Meets(EQUAL, 0, unlike)
        if self.key == name.key:
            same = same_form(self.parts.form, name.parts.form, self.words)
            return Meets(EQUAL, 1, unlike) if same else Meets(SIMILAR, OTHER_FORM_ALONE, unlike)
        if name.whole.startswith(typed) or name.key.startswith(self.key):
            return Meets(BEGINNING, typed not in (name.parts.core, name.brand_and_place, name.parts.brand), unlike)
        if name.parts.rest.startswith(typed) or name.parts.rest.startswith(self.parts.core):
            return Meets(BRAND, name.parts.brand != self.parts.core, unlike)
        if (at := name.whole.find(typed)) >= 0:
            return Meets(PART if _is_whole_words(at, at + len(typed), name.parts) else CUT, 0, unlike)
        jumps = shortened(self.parts.core, name.parts)
        if jumps < NO_WAY:
            return Meets(ABBREVIATION, jumps, unlike)
        return self._similar(name, unlike) if similar else None

    def _similar(self, name: Name, unlike: float) -> Meets | None:
        allowed = errors_in(len(self.parts.core))
        best = min(
            (self._distance(target) + place / 100 for place, target in enumerate(name.targets(self))), default=NO_WAY
        )
        return Meets(SIMILAR, best, unlike) if best < allowed + SOUNDS_ALIKE else None

    def _distance(self, target: str) -> float:
        core = self.parts.core
        if abs(len(core) - len(target)) > errors_in(len(core)) + 1:
            return NO_WAY
        distance: float = OSA.distance(core, target)
        if distance and len(core) == len(target):
            differ = [pair for pair in zip(core, target, strict=True) if pair[0] != pair[1]]
            if len(differ) == distance:  # nothing was exchanged, left out or added
                distance = sum(SOUNDS_ALIKE if sound_alike(*pair) else 1.0 for pair in differ)
        return distance if len(core) > 2 or distance <= SOUNDS_ALIKE else NO_WAY


def _read(folded: str, words: Words) -> str:
    """In simplified characters, with a Japanese form written out and a place that stands in brackets put first, as one word."""
    text = simplified(written_out(folded))
    if (found := _IN_BRACKETS.search(text)) and is_place(found[1], words):
        text = found[1] + text[: found.start()] + text[found.end() :]
    return plain(text)


class Name:
    """A name of the register, taken apart once."""

    def __init__(self, whole: str, words: Words) -> None:
        self.whole, self.words = whole, words
        self.parts = parts(whole, words)

    @cached_property
    def key(self) -> str:
        return key(self.parts, self.words)

    @property
    def brand_and_place(self) -> str:
        return self.parts.place + self.parts.brand

    def targets(self, asked: HanMatch) -> Iterator[str]:
        """What may have been meant, the likeliest first."""
        own, core = self.parts, asked.parts.core
        short = "".join(without_suffix(one, self.words) for one in own.division)
        yield from (own.core, own.rest, own.brand, self.key, short + own.brand, self.brand_and_place)
        if len(core) > 3:
            found = fuzz.partial_ratio_alignment(core, own.core)
            if found is not None:
                yield own.core[found.dest_start : found.dest_end]


def key(of: Parts, words: Words) -> str:
    """Without its form and without what its divisions are: 珠海格力电器 for 珠海市格力电器股份有限公司."""
    return "".join(without_suffix(one, words) for one in of.division) + of.rest


def same_form(typed: str, own: str, words: Words) -> bool:
    """Whether two forms are one, however it is written; a form that was not typed excludes none.

    有限公司 is 有限责任公司 and no 股份有限公司: a company of another form is another company, and bears another name.
    """
    return not typed or forms_of(typed, words) == forms_of(own, words)


def errors_in(characters: int) -> float:
    """How many a typist may have made; of two characters, a homophone."""
    return SOUNDS_ALIKE if characters <= 2 else 1 if characters <= 5 else 2


def _is_whole_words(start: int, end: int, name: Parts) -> bool:
    """Whether it begins or ends where a word does; two characters at the end of a name may be half of two words (加工行)."""
    starts = name.starts()
    return start in starts or (end in starts and (end - start > 2 or end != len(name.core)))


def shortened(short: str, name: Parts) -> int:
    """As how many pieces `short` stands in the name, each at the beginning of a word or the last character of one.

    珠海格力 in 珠海市格力电器: two; 中石化 in 中国石油化工: three; 工行 in 工商银行: two. NO_WAY where it does not.
    """
    whole = name.core
    if len(short) < 2 or not _is_within(short, whole):
        return NO_WAY
    starts, ends, at = set(name.starts()), set[int](), len(name.place) + len(name.brand)
    if len(name.brand) >= 4:  # a long one is of several words, mostly of two characters
        starts |= set(range(len(name.place), at, 2))
    for word in name.industry:
        starts |= {at + 2} if len(word) == 4 else set()  # 劳务派遣: 劳派
        at += len(word)
        ends.add(at - 1)
    best = {-1: 0}  # the place of the last character that was taken → in how many pieces
    for sign in short:
        after: dict[int, int] = {}
        for place, own in enumerate(whole):
            if own != sign:
                continue
            reached = [
                pieces + (place != last + 1 or last < 0)
                for last, pieces in best.items()
                if last < place and (place == last + 1 or place in starts or place in ends)
            ]
            if reached:
                after[place] = min(reached)
        best = after
    return min(best.values(), default=NO_WAY)


def _is_within(short: str, whole: str) -> bool:
    signs = iter(whole)
    return all(sign in signs for sign in short)
