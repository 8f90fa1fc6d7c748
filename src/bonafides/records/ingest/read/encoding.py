"""Which encoding a text file is in: the one under which the whole file decodes and its header is the mapping's."""

from __future__ import annotations

import codecs
import csv
import re
from pathlib import Path

from bonafides.packs.mapping import Mapping
from bonafides.records.ingest.faults import FileRefusedError

UNDECODED = re.compile("[\udc80-\udcff]")
BLOCK = 1 << 20


def choose_encoding(path: Path, mapping: Mapping) -> tuple[str, bool, str]:
    """(encoding, whether some bytes are not of it, delimiter).

    A byte order mark decides; then the mapping's word; then UTF-8; then GB18030, of which GBK and GB2312 are parts.
    Raises FileRefusedError where under none of them the header has the mapping's columns.
    """
    with path.open("rb") as file:
        head = file.read(BLOCK)
    if not head.strip():
        raise FileRefusedError(f"{path}: expected a header and rows, the file is empty")
    if head.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = list(dict.fromkeys([*([mapping.encoding] if mapping.encoding else []), "utf-8", "gb18030"]))
    wanted = set(mapping.columns)
    headers = {name: _header(head, name, mapping.skip_rows) for name in candidates}
    fitting = [name for name, (columns, _) in headers.items() if wanted <= set(columns)]
    if not fitting:
        best = max(candidates, key=lambda name: len(wanted & set(headers[name][0])))
        columns, _ = headers[best]
        missing = [f"`{name}`" for name in mapping.columns if name not in columns]
        raise FileRefusedError(
            f"{path}: line {mapping.skip_rows + 1}: mapping {mapping.mapping} needs the column{'s' if missing[1:] else ''} "
            f"{', '.join(missing)}; read as {best} the header is {', '.join(f'`{name}`' for name in columns)}. "
            "Is it the right file for this mapping, in UTF-8 or GB18030, its header on that line?"
        )
    for name in fitting:
        if _decodes(path, name):
            return name, False, headers[name][1]
    return fitting[0], True, headers[fitting[0]][1]


def _header(head: bytes, encoding: str, skip: int) -> tuple[list[str], str]:
    lines = head.decode(encoding, "replace").splitlines()
    line = lines[skip] if len(lines) > skip else ""
    delimiter = max(",\t;|", key=line.count)
    return next(csv.reader([line], delimiter=delimiter), []), delimiter


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
