"""The words of names of the packs in force here, and what tells that a business has ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from bonafides.entities.names.divisions import divisions, large_divisions
from bonafides.entities.names.words import Words, written
from bonafides.packs.document import parse_document
from bonafides.packs.faults import PackRefusedError
from bonafides.packs.names import NameWords

FILE = "names.yaml"
# The text of the file alone: the whole of a pack is read by whoever needs it.
_VERSIONS = """
SELECT v.id, v.digest FROM packs_installedpack i JOIN packs_packversion v ON v.id = i.version_id ORDER BY v.id"""
_TEXTS = """
SELECT v.pack, v.files ->> %s FROM packs_packversion v WHERE v.id = ANY (%s::bigint[]) AND v.files ? %s ORDER BY v.id"""


@dataclass(frozen=True)
class NamesHere:
    """`ended`: (pack, kind, fact, values) whose last record tells that a business has ended."""

    words: Words
    ended: tuple[tuple[str, str, str, tuple[str, ...]], ...]


def names_here() -> NamesHere:
    """Asked for with one small query; read anew when another version of a pack is put in force."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS)
        return _read(tuple((int(version), str(digest)) for version, digest in cursor.fetchall()))


@lru_cache(maxsize=4)
def _read(versions: tuple[tuple[int, str], ...]) -> NamesHere:
    """A version never changes, so that what it says may be kept."""
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS, [FILE, [version for version, _ in versions], FILE])
        files = [(str(pack), _parsed(str(text))) for pack, text in cursor.fetchall()]
    ended = tuple(
        (pack, file.ended.kind, file.ended.fact, file.ended.values) for pack, file in files if file.ended is not None
    )
    return NamesHere(words_of([file for _, file in files]), ended)


def _parsed(text: str) -> NameWords:
    """A pack in force was checked when it was put in force: what does not fit now is of another release of this software."""
    document = parse_document(FILE, text.encode())
    file = document if isinstance(document, list) else document.model(NameWords)
    if isinstance(file, list):
        raise PackRefusedError("the pack in force", file)
    return file


def words_of(files: list[NameWords]) -> Words:
    """The words of some packs together."""
    lists = [file.divisions.stdnum for file in files if file.divisions.stdnum is not None]
    also = {one for file in files for one in file.divisions.also}
    return Words(
        forms={word: form.form for file in files for form in file.legal_forms for word in written(form.written)},
        industries=frozenset(word for file in files for word in file.industries),
        divisions=frozenset().union(also, *map(divisions, lists)),
        large_divisions=frozenset().union(also, *map(large_divisions, lists)),
        suffixes=_longest_first(word for file in files for word in file.divisions.suffixes),
        no_divisions=_longest_first(word for file in files for word in file.divisions.no_division),
        same={word: group[0] for file in files for same in file.same for group in [written(same)] for word in group},
        unsaid=frozenset(word for file in files for word in written(file.unsaid)),
    )


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words), key=lambda one: (-len(one), one)))
