"""A name without what nobody types: width, case, accents, dots, quotes, brackets."""

from __future__ import annotations

import re
import unicodedata

_HAN = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_UNSAID = re.compile(r"['’‘`´.·・]|(?<=\b\w)/(?=\w\b)")
_BETWEEN = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """As the index of names has it (models.Name.folded)."""
    return unicodedata.normalize("NFKC", name).strip().lower()


def is_han(name: str) -> bool:
    """Whether it is written, at least in part, in a script that sets no blanks between words."""
    return _HAN.search(name) is not None


def plain(name: str) -> str:
    """A folded name as words between single blanks; in a script without blanks, as one word."""
    if is_han(name):
        return _BETWEEN.sub("", name)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return _BETWEEN.sub(" ", _UNSAID.sub("", bare.replace("&", " and "))).strip()
