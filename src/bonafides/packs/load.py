"""Read a pack from its folder: every file, then the pack as a whole. Pure reading: nothing is installed."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from bonafides.packs.check import whole_pack_faults
from bonafides.packs.document import Document, parse_document
from bonafides.packs.faults import PackFault, PackRefusedError
from bonafides.packs.kind import Kind
from bonafides.packs.mapping import Mapping
from bonafides.packs.pack import Pack, PackInfo
from bonafides.packs.vocabulary import Agency, Instrument

M = TypeVar("M", bound=BaseModel)


DATA = frozenset({".yaml", ".csv", ".dmn"})


def load_pack(root: Path) -> Pack:
    """The pack in folder `root`, checked as a whole.

    Raises PackRefusedError with every fault found, each with file, line, what was expected, what came and the mend.
    """
    if not root.is_dir():
        raise PackRefusedError(str(root), [PackFault(str(root), 0, "", "the folder of a pack", "no such folder")])
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and path.suffix in DATA)
    return parse_pack({path.relative_to(root).as_posix(): path.read_bytes() for path in paths}, str(root))


def parse_pack(files: dict[str, bytes], source: str) -> Pack:
    """The pack that these files are, by their names within it; `source` says where they came from."""
    reader = _Reader(files)
    info = reader.one("pack.yaml", PackInfo)
    instruments = reader.many("instruments.yaml", Instrument)
    agencies = reader.many("agencies.yaml", Agency)
    catalogue = reader.folder("catalogue", Kind, "kind")
    mappings = reader.folder("mappings", Mapping, "mapping")
    if info is None:
        raise PackRefusedError(source, reader.faults)
    pack = Pack(
        files=files,
        digest=pack_digest(files),
        info=info,
        instruments={one.id: one for one in instruments},
        agencies={one.id: one for one in agencies},
        catalogue=catalogue,
        mappings=mappings,
    )
    # A file that could not be read would look like a missing thing to the others: mend the files first.
    faults = reader.faults or whole_pack_faults(pack, reader.documents)
    if faults:
        raise PackRefusedError(source, faults)
    return pack


def pack_digest(files: dict[str, bytes]) -> str:
    """SHA-256 over the sorted names, sizes and bytes of the pack's data files (hex)."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()


class _Reader:
    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.faults: list[PackFault] = []
        self.documents: dict[str, Document] = {}

    def one(self, name: str, shape: type[M]) -> M | None:
        document = self._read(name)
        return None if document is None else self._model(document, shape)

    def many(self, name: str, shape: type[M]) -> list[M]:
        document = self._read(name)
        if document is None:
            return []
        if not isinstance(document.content, list):
            self.faults.append(document.fault((), "a list", document.content, "begin each entry with `- `"))
            return []
        found = (self._model(document, shape, item, (index,)) for index, item in enumerate(document.content))
        return [one for one in found if one is not None]

    def folder(self, name: str, shape: type[M], key: str) -> dict[str, M]:
        found: dict[str, M] = {}
        for path in sorted(PurePosixPath(one) for one in self.files if one.startswith(f"{name}/")):
            document = self._read(path.as_posix())
            one = None if document is None else self._model(document, shape)
            if one is None or document is None:
                continue
            if getattr(one, key) != path.stem:
                fault = document.fault(
                    (key,), f"`{path.stem}`, the name of the file", getattr(one, key), "rename either"
                )
                self.faults.append(fault)
            found[getattr(one, key)] = one
        return found

    def _read(self, name: str) -> Document | None:
        if name not in self.files:
            mend = "create it; docs/reference/pack.md says what is in it"
            self.faults.append(PackFault(name, 0, "", "this file", "no file", mend))
            return None
        read = parse_document(name, self.files[name])
        if isinstance(read, PackFault):
            self.faults.append(read)
            return None
        self.documents[read.name] = read
        return read

    def _model(
        self, document: Document, shape: type[M], content: object = None, at: tuple[int | str, ...] = ()
    ) -> M | None:
        result = document.model(shape, content, at)
        if isinstance(result, list):
            self.faults += result
            return None
        return result
