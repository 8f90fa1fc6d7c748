"""The words of a FEEL text. Names may hold blanks and operators, so they are read against the names that are known.

Where several known names fit, the longest is meant: with `Loan` and `Loan - Fee` known, `Loan - Fee` is one name.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache

from lark import Token

from bonafides.kernel.feel.ast import Span
from bonafides.kernel.feel.errors import FeelError
from bonafides.kernel.feel.scope import Scope
from bonafides.kernel.feel.signatures import CLOCK

LONGEST = 10_000
"""The characters that a text may have: far beyond any rule a person can check."""

_BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[^\W\d]\w*")
_PHRASE = re.compile(r"[^\W\d]\w*(?:[ \t]+[^\W\d]\w*)*")
_SIGN = re.compile(r"\*\*|\.\.|<=|>=|!=|[-+*/=<>()\[\],.:?@]")

_KEYWORDS = {
    word: word.upper() for word in ("if", "then", "else", "and", "or", "between", "in", "true", "false", "null")
}
_SIGNS = {
    "**": "POWER",
    "..": "TO",
    "<=": "COMPARATOR",
    ">=": "COMPARATOR",
    "!=": "COMPARATOR",
    "=": "COMPARATOR",
    "<": "COMPARATOR",
    ">": "COMPARATOR",
    "*": "TIMES",
    "/": "TIMES",
    "+": "PLUS",
    "-": "MINUS",
    "(": "LPAR",
    ")": "RPAR",
    "[": "LSQB",
    "]": "RSQB",
    ",": "COMMA",
    ".": "DOT",
    ":": "COLON",
    "?": "TESTED",
    "@": "AT",
}
_ELSEWHERE = {
    "for": "`for … return`",
    "some": "`some … satisfies`",
    "every": "`every … satisfies`",
    "function": "a function defined in an expression",
    "instance": "`instance of`",
    "external": "an external function",
    "{": "a context in an expression",
    "}": "a context in an expression",
}
_LOOK_ALIKES = {
    "“": '"', "”": '"', "„": '"', "＂": '"', "「": '"', "」": '"', "（": "(", "）": ")", "［": "[", "］": "]", "，": ",",
    "、": ",", "．": ".", "。": ".", "：": ":", "？": "?", "＜": "<", "＞": ">", "＝": "=", "≥": ">=", "≤": "<=",
    "≠": "!=", "＋": "+", "－": "-", "—": "-", "–": "-", "−": "-", "×": "*", "÷": "/", "…": "..",
}  # fmt: skip


def tokens(text: str, scope: Scope) -> list[Token]:
    """The words of a text. Raises FeelError for what is no word of FEEL, and for a name that is not known."""
    if len(text) > LONGEST:
        raise FeelError(f"at most {LONGEST:,} characters", f"{len(text):,}", "divide it into decisions of their own")
    return list(_Reader(text, scope).read())


class _Reader:
    def __init__(self, text: str, scope: Scope) -> None:
        self.text, self.at, self.scope = text, 0, scope
        self.variables = _alternatives(frozenset(scope.variables))
        self.functions = _alternatives(scope.function_names())
        self.members = _alternatives(scope.member_names())
        self.parameters = _alternatives(scope.parameter_names())

    def read(self) -> Iterator[Token]:
        before = ""
        while self._skip_blanks():
            kind, value, end = self._next(before)
            yield self._token(kind, value, end)
            self.at, before = end, kind

    def _next(self, before: str) -> tuple[str, str, int]:
        """The kind of the word here, what it means, and where it ends."""
        if before == "DOT":
            return self._member()
        if named := self._named():
            return named
        for kind, pattern in (("STRING", _STRING), ("NUMBER", _NUMBER)):
            if found := pattern.match(self.text, self.at):
                return kind, found[0], found.end()
        if word := _WORD.match(self.text, self.at):
            if (keyword := _KEYWORDS.get(word[0])) is None:
                raise self._unknown(word[0])
            return keyword, word[0], word.end()
        if sign := _SIGN.match(self.text, self.at):
            return _SIGNS[sign[0]], sign[0], sign.end()
        raise self._no_word()

    def _named(self) -> tuple[str, str, int] | None:
        """The longest known name that begins here."""
        fitting = []
        for kind, names, follows in (
            ("PARAMETER", self.parameters, ":"),
            ("FUNCTION", self.functions, "("),
            ("NAME", self.variables, ""),
        ):
            for name, pattern in names:
                found = pattern.match(self.text, self.at)
                if found and self.text[found.end() :].lstrip().startswith(follows):
                    fitting.append((found.end(), kind, name))
        if not fitting:
            return None
        end = max(end for end, _, _ in fitting)
        kind, name = next((kind, name) for reached, kind, name in fitting if reached == end)
        keyword = _WORD.match(self.text, self.at)
        return None if keyword and keyword[0] in _KEYWORDS and keyword.end() == end else (kind, name, end)

    def _member(self) -> tuple[str, str, int]:
        fitting = [
            (found.end(), name) for name, pattern in self.members if (found := pattern.match(self.text, self.at))
        ]
        if fitting:
            end, name = max(fitting)
            return "MEMBER", name, end
        found = _PHRASE.match(self.text, self.at)
        if found is None:
            raise self._no_word()
        known = ", ".join(f"`{name}`" for name, _ in sorted(self.members)[:12])
        raise FeelError(f"a name after the dot ({known}, …)", f"`{found[0]}`", at=self._span(found.end()))

    def _unknown(self, word: str) -> FeelError:
        """Why a word is no name: it is not supported, it asks the clock, or it is not known."""
        if word in _ELSEWHERE:
            return self._unsupported(word)
        phrase = _PHRASE.match(self.text, self.at)
        told = phrase[0] if phrase else word
        called = self.text[self.at + len(told) :].lstrip().startswith("(")
        if called and told in CLOCK:
            mend = "make the day an input: a result must be the same when it is computed again"
            return FeelError("an expression that does not ask the clock", f"`{told}()`", mend, at=self._span())
        known = self.scope.function_names() if called else frozenset(self.scope.variables)
        close = difflib.get_close_matches(told, known, n=3) or difflib.get_close_matches(word, known, n=3)
        noun = "a function" if called else "a name"
        some = close or sorted(known)[:8]
        listed = f" ({', '.join(f'`{name}`' for name in some)}{', …' if len(known) > len(some) else ''})"
        expected = f"{noun} that is known here{listed if some else ''}"
        mend = "mend its spelling" if close else "" if called else "or put a text in double quotes"
        return FeelError(expected, f"`{told}`", mend, at=self._span(self.at + len(told)))

    def _no_word(self) -> FeelError:
        mark = self.text[self.at]
        if mark in _ELSEWHERE:
            return self._unsupported(mark)
        if mark in _LOOK_ALIKES:
            came = f"the full-width or typographic `{mark}`"
            return FeelError(f"`{_LOOK_ALIKES[mark]}`", came, f"write `{_LOOK_ALIKES[mark]}`", at=self._span())
        if mark == '"':
            return FeelError(
                'a closing `"`', "the end of the text", "close the quote that begins here", at=self._span()
            )
        if mark == "'":
            return FeelError("double quotes around a text", "`'`", 'write "…"', at=self._span())
        return FeelError("FEEL", f"`{mark}`", at=self._span())

    def _unsupported(self, word: str) -> FeelError:
        mend = "write it as decisions of their own; docs/reference/feel.md lists what is supported"
        return FeelError("an expression that is supported", _ELSEWHERE[word], mend, at=self._span(self.at + len(word)))

    def _skip_blanks(self) -> bool:
        if blank := _BLANK.match(self.text, self.at):
            self.at = blank.end()
        return self.at < len(self.text)

    def _token(self, kind: str, value: str, end: int) -> Token:
        span = self._span(end)
        return Token(kind, value, span.start, span.line, span.column, end_pos=span.end)

    def _span(self, end: int | None = None) -> Span:
        line_start = self.text.rfind("\n", 0, self.at) + 1
        line = self.text.count("\n", 0, self.at) + 1
        return Span(self.at, self.at + 1 if end is None else end, line, self.at - line_start + 1)


@lru_cache(maxsize=256)
def _alternatives(names: frozenset[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each name with the pattern that finds it: blanks of any width, and no word character beyond its end."""
    return tuple((name, _pattern(name)) for name in sorted(names) if name)


def _pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(words + (r"(?!\w)" if re.match(r"\w", name[-1]) else ""))
