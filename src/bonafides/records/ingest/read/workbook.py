"""What a workbook may not hold: more than it says, macros, values of other files. Looked at before any of it is read."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from bonafides.records.ingest.faults import FileRefusedError

LARGEST_UNPACKED = 1_500_000_000  # bytes; a full sheet of 1,048,576 rows and 20 columns is about a third of this
LARGEST_RATIO = 200  # unpacked to packed; sheets of real agencies measure 5 to 30
_BLOCK = 1 << 20
_MACROS = ("vbaproject.bin", "xl/macrosheets/", "xl/activex/", "macroenabled")
_ELSEWHERE = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/", "xl/webextensions/")
_OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")  # the name of a stream of the old form


def refuse_unsafe(path: Path) -> None:
    """Raise FileRefusedError for a workbook that is not opened."""
    if path.suffix.lower() == ".xlsx":
        _refuse_archive(path)
    elif path.is_file() and _OLD_MACROS in path.read_bytes():
        raise _macros(path)


def _refuse_archive(path: Path) -> None:
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            items = archive.infolist()
            names = [item.filename.lower().replace("\\", "/") for item in items]
            types = archive.read("[Content_Types].xml").lower() if _small(archive, "[Content_Types].xml") else b""
            unpacked, packed = sum(item.file_size for item in items), path.stat().st_size
            bomb = unpacked > LARGEST_UNPACKED or (unpacked > 100_000_000 and unpacked > LARGEST_RATIO * packed)
            bomb = bomb or sum(item.compress_size for item in items) > packed  # members that lie over each other
            if bomb:
                raise FileRefusedError(
                    f"{path}: unpacks from {packed:,} to {unpacked:,} bytes, more than an honest workbook does; not opened. "
                    "Ask the agency for CSV or Parquet."
                )
            if any(_is_larger(file, item) for item in items):
                raise zipfile.BadZipFile("a part of it unpacks to more than it says")
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError) as error:
        raise FileRefusedError(f"{path}: expected an Excel workbook, but {error}; is it complete?") from error
    if any(word in name for name in names for word in _MACROS) or b"macroenabled" in types:
        raise _macros(path)
    if any(word in name for name in names for word in _ELSEWHERE):
        raise FileRefusedError(
            f"{path}: expected a workbook that stands by itself, came one with links to other files or sources, whose values "
            "nobody could check here; not opened. Break its links (Data, Edit Links), or save it as CSV."
        )


def _macros(path: Path) -> FileRefusedError:
    return FileRefusedError(
        f"{path}: expected a workbook without macros, came one with; not opened. Save it as .xlsx without macros, or as CSV."
    )


def _small(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        return archive.getinfo(name).file_size <= _BLOCK
    except KeyError:
        return False


def _is_larger(file: BinaryIO, item: zipfile.ZipInfo) -> bool:
    """Whether a member unpacks to more than it says; read by ourselves, for others stop where it says that it ends."""
    if item.compress_type != zipfile.ZIP_DEFLATED or item.flag_bits & 1:
        return False
    file.seek(item.header_offset + 26)
    name, extra = (int.from_bytes(file.read(2), "little") for _ in range(2))
    file.seek(item.header_offset + 30 + name + extra)
    left, came, unpack = item.compress_size, 0, zlib.decompressobj(-15)
    while left > 0 and not unpack.eof:
        packed = file.read(min(_BLOCK, left))
        if not packed:
            return False
        left -= len(packed)
        while packed:
            came += len(unpack.decompress(packed, _BLOCK))
            if came > item.file_size:
                return True
            packed = unpack.unconsumed_tail
    return False
