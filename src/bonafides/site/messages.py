"""The words that people read, collected from Python and templates into a catalogue a language, and compiled.

    ./dev messages

Message ids are English. `zh_Hans` is translated by hand; `en` repeats the ids, so that a wording can be changed without
touching code. The compiled files are committed: an installation needs no gettext. A test fails where a string is
untranslated, or where a compiled file is not what its catalogue says.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bonafides.site.var import PACKAGE

LOCALE = PACKAGE / "site" / "locale"
LANGUAGES = ("en", "zh_Hans")
REFUSALS = (
    "ActRefusedError", "NotKnownError", "NotPermittedError", "RecordRefusedError", "RefusedError",
)  # fmt: skip
"""The errors whose first argument is the id of what they tell a person (`kernel/sentence.py`)."""
# The places of singular, plural and context (c) among the arguments.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "Sentence": None,
    "speak": None,
    "fail": None,
    **dict.fromkeys(REFUSALS),
}
Message = tuple[str | tuple[str, ...], str | None]  # its id, singular and plural where it has both; its context


class Words(Catalog):
    """A catalogue whose heading says no more than it must: the same words make the same file, on any day."""

    def __init__(self, language: str) -> None:
        super().__init__(locale=language, header_comment="", charset="utf-8", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext needs to know."""
        return [
            ("Language", str(self.locale_identifier)),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", self.plural_forms),
        ]


def collected() -> Words:
    """Every message of the sources, in their order, with the files that hold it."""
    catalog = Words("en")
    for path in sorted(PACKAGE.rglob("*.py")):
        _add(catalog, path, _of_python(path))
    for path in sorted(one for ending in ("html", "svg") for one in PACKAGE.glob(f"*/templates/**/*.{ending}")):
        _add(catalog, path, _of_template(path))
    return catalog


def _add(catalog: Catalog, path: Path, messages: Iterator[Message]) -> None:
    # Without line numbers: they change with every edit and tell little.
    for message, context in messages:
        catalog.add(message, locations=[(path.relative_to(PACKAGE).as_posix(), 0)], context=context)


def _of_python(path: Path) -> Iterator[Message]:
    with path.open("rb") as file:
        for _, message, _, context in extract("python", file, KEYWORDS):
            yield message, context


def _of_template(path: Path) -> Iterator[Message]:
    """The ids under which Django will look, from its own reading of the template.

    Django's `templatize` is made for GNU xgettext, which forgives what is no Python; Babel's reader does not.
    """
    from django.template import Template
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    for node in _nodes(Template(path.read_text("utf-8")).nodelist):
        if isinstance(node, TranslateNode):
            yield str(node.filter_expression.var.literal), _context(node)
        elif isinstance(node, BlockTranslateNode):
            forms = tuple(node.render_token_list(form)[0] for form in (node.singular, node.plural) if form)
            yield forms if len(forms) > 1 else forms[0], _context(node)


def _nodes(nodes: Any) -> Iterator[Any]:
    """Every node of a template; also those within a block tag of our own, which Django does not count among its children."""
    from django.template.base import Node
    from django.template.library import SimpleBlockNode

    for node in nodes.get_nodes_by_type(Node):
        yield node
        if isinstance(node, SimpleBlockNode):
            yield from _nodes(node.nodelist)


def _context(node: Any) -> str | None:
    return str(node.message_context.resolve({})) if node.message_context else None


def path_of(language: str, ending: str) -> Path:
    """Where Django looks for a language's catalogue (`po`, `mo`)."""
    return LOCALE / language / "LC_MESSAGES" / f"django.{ending}"


def catalog_of(language: str) -> Words:
    """The catalogue of a language as it was last written; an empty one where there is none."""
    words, path = Words(language), path_of(language, "po")
    if path.is_file():
        with path.open("rb") as file:
            for one in read_po(file, locale=language, charset="utf-8"):
                if one.id:
                    words.add(one.id, one.string, one.locations, context=one.context)
    return words


def updated(language: str) -> Words:
    """The catalogue with what is new in the sources added and what is gone removed; never guessed from likeness."""
    old, new = catalog_of(language), Words(language)
    for one in collected():
        if one.id:
            known = old.get(one.id, one.context)
            said = known.string if known is not None else one.id if language == "en" else None
            new.add(one.id, said, one.locations, context=one.context)
    return new


def as_po(words: Words) -> bytes:
    """The text of a catalogue."""
    file = io.BytesIO()
    write_po(file, words, width=120, include_lineno=False)
    return file.getvalue()


def as_mo(words: Words) -> bytes:
    """A catalogue compiled."""
    file = io.BytesIO()
    write_mo(file, words)
    return file.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The ids of messages without words in this language, in any of their plural forms."""
    return [
        str(one.id)
        for one in catalog
        if one.id and not all(one.string if isinstance(one.string, (tuple, list)) else (one.string,))
    ]


def main() -> None:
    """Bring the catalogues up to date, compile them, and name what is still to be translated."""
    from bonafides.site.setup import django_setup

    django_setup()
    missing = 0
    for language in LANGUAGES:
        catalog = updated(language)
        path_of(language, "po").parent.mkdir(parents=True, exist_ok=True)
        path_of(language, "po").write_bytes(as_po(catalog))
        path_of(language, "mo").write_bytes(as_mo(catalog))
        left = untranslated(catalog)
        missing += len(left)
        sys.stdout.write(f"{language}: {len(catalog)} messages, {len(left)} to be translated\n")
        sys.stdout.writelines(f"  {path_of(language, 'po')}: {text!r}\n" for text in left)
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
