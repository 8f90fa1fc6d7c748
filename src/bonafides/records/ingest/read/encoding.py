"""Which encoding a text file is in: the one under which the whole file decodes and its header is the mapping's."""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice
from pathlib import Path

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError
from bonafides.records.ingest.read.source import missing_columns

BLOCK = 1 << 20
KEEP = "bonafides-keep"  # how bytes that are not of the encoding are decoded: each to a lone surrogate
UNDECODED = re.compile("[\udc00-\udcff]")


def _keep(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wide = error.encoding.lower().startswith(("utf-16", "utf-32"))
    end = error.end if wide else error.start + 1
    return "".join(chr(0xDC00 + byte) for byte in error.object[error.start : end]), end


codecs.register_error(KEEP, _keep)


def choose_encoding(path: Path, mapping: Mapping) -> tuple[str, bool, str]:
    """(encoding, whether some bytes are not of it, delimiter).

    A byte order mark decides; then the mapping's word; then UTF-8; then GB18030, of which GBK and GB2312 are parts.
    Raises FileRefusedError where under none of them the header has the mapping's columns.
    """
    with path.open("rb") as file:
        head = file.read(BLOCK)
    if head.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = list(dict.fromkeys([*([mapping.encoding] if mapping.encoding else []), "utf-8", "gb18030"]))
    if not head.decode(candidates[0], "replace").strip():
        raise FileRefusedError(f"{path}: expected a header and rows, came an empty file; ask the agency for it again")
    wanted = set(mapping.columns)
    headers = {name: _header(head, name, mapping.skip_rows) for name in candidates}
    fitting = [name for name, (columns, _) in headers.items() if wanted <= set(columns)]
    if not fitting:
        best = max(candidates, key=lambda name: len(wanted & set(headers[name][0])))
        raise FileRefusedError(
            f"{path}: line {mapping.skip_rows + 1}: {missing_columns(mapping, headers[best][0])}, read as {best}. "
            "Is it the right file for this mapping, in UTF-8 or GB18030, its header on that line?"
        )
    for name in fitting:
        if _decodes(path, name):
            return name, False, headers[name][1]
        if name == "utf-8" and _damage(path, name) <= 0.25:  # most bytes pass as GB18030 too, as other characters
            return name, True, headers[name][1]
    least = min(fitting, key=lambda name: _damage(path, name))
    return least, True, headers[least][1]


def header_names(cells: list[str]) -> list[str]:
    """The names in a header: blanks around them are no part of them, and a column without one has its number."""
    return [name.strip() or f"column {number}" for number, name in enumerate(cells, 1)]


def _header(head: bytes, encoding: str, skip: int) -> tuple[list[str], str]:
    lines = list(islice(io.StringIO(head.decode(encoding, "replace"), newline=""), skip, None))
    delimiter = max(",\t;|", key=lines[0].count) if lines else ","
    try:
        return header_names(next(csv.reader(lines, delimiter=delimiter), [])), delimiter
    except csv.Error:
        return [], delimiter


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _damage(path: Path, encoding: str) -> float:
    """The share of the characters beyond ASCII that are bytes which are not of the encoding."""
    foreign = damaged = 0
    with path.open(encoding=encoding, errors=KEEP, newline="") as file:
        while block := file.read(BLOCK):
            if not block.isascii():
                foreign += len(block) - len(block.encode("ascii", "ignore"))
                damaged += len(UNDECODED.findall(block))
    return damaged / max(foreign, 1)
