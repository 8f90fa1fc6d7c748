"""Read a pack from its folder: every file, then the pack as a whole. Pure reading: nothing is installed."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from bonafides.packs.annotations import annotation_faults
from bonafides.packs.bindings import binding_faults
from bonafides.packs.calendars import read_calendar
from bonafides.packs.check import whole_pack_faults
from bonafides.packs.check_certificate import certificate_faults
from bonafides.packs.check_documents import form_faults
from bonafides.packs.check_forms import agency_form_faults
from bonafides.packs.check_groups import group_faults
from bonafides.packs.check_inspection_items import item_faults
from bonafides.packs.check_measures import measure_faults
from bonafides.packs.check_names import name_faults
from bonafides.packs.check_operators import operator_faults
from bonafides.packs.check_pledges import pledge_faults
from bonafides.packs.check_procedures import procedure_faults
from bonafides.packs.check_purposes import purpose_faults
from bonafides.packs.check_repairs import repair_faults
from bonafides.packs.check_risk_models import risk_model_faults
from bonafides.packs.check_signals import signal_faults
from bonafides.packs.decisions import model_faults, read_models
from bonafides.packs.document import LARGEST_BYTES, Document, parse_document, too_large
from bonafides.packs.document_form import DocumentForm
from bonafides.packs.faults import PackFault, PackRefusedError
from bonafides.packs.form import Form
from bonafides.packs.indicator import Indicator
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.kind import Kind
from bonafides.packs.mapping import Mapping
from bonafides.packs.measure import DecisionPoint, ListEntry, Measure
from bonafides.packs.names import NameWords
from bonafides.packs.notice import NoticeForm
from bonafides.packs.pack import Pack, PackInfo
from bonafides.packs.parameter import Parameter
from bonafides.packs.period_tables import period_faults
from bonafides.packs.pledge import PledgeItem
from bonafides.packs.procedure import Procedure
from bonafides.packs.purpose import Purposes
from bonafides.packs.repair import Repair
from bonafides.packs.risk_model import RiskModel
from bonafides.packs.signal import Signal
from bonafides.packs.vocabulary import Agency, Instrument
from bonafides.packs.wording import shown

M = TypeVar("M", bound=BaseModel)

DATA = frozenset({".yaml", ".csv", ".dmn"})
# What a pack may hold (docs/reference/pack.md, and for what is still to come the design).
FILES = frozenset({
    "pack.yaml", "instruments.yaml", "agencies.yaml", "indicators.yaml", "parameters.yaml", "measure-list.yaml",
    "decision-points.yaml", "purposes.yaml", "names.yaml",
})  # fmt: skip
FOLDERS = (
    "catalogue", "mappings", "standards", "procedures", "measures", "pledges", "inspection-items", "calendar",
    "notices", "documents", "repairs", "forms", "risk-models", "signals",
)  # fmt: skip
TESTS = "tests"
"""The pack's own test cases (`bonafides pack test`). They are no law: a pack is the same with other tests."""


def load_pack(root: Path) -> Pack:
    """The pack in folder `root`, checked as a whole.

    Raises PackRefusedError with every fault found, each with file, line, what was expected, what came and the mend.
    """
    if not root.is_dir():
        fault = PackFault(str(root), 0, "", "the folder of a pack", "no such folder", "check the path")
        raise PackRefusedError(str(root), [fault])
    paths = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    paths = {name: path for name, path in paths.items() if not name.startswith(f"{TESTS}/")}
    data = {name: path for name, path in paths.items() if path.suffix in DATA}
    faults = [too_large(name) for name, path in data.items() if path.stat().st_size > LARGEST_BYTES]
    faults += [
        PackFault(name, 0, "", "a name that ends in `.yaml`", f"`{path.suffix}`", "rename it")
        for name, path in paths.items()
        if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml"
    ]
    if faults:
        raise PackRefusedError(str(root), faults)
    return parse_pack({name: path.read_bytes() for name, path in data.items()}, str(root))


def parse_pack(files: dict[str, bytes], source: str) -> Pack:
    """The pack that these files are, by their names within it; `source` says where they came from."""
    reader = _Reader(files)
    reader.faults += _strays(files)
    info = reader.one("pack.yaml", PackInfo)
    instruments = reader.many("instruments.yaml", Instrument)
    agencies = reader.many("agencies.yaml", Agency)
    catalogue = reader.folder("catalogue", Kind, "kind")
    mappings = reader.folder("mappings", Mapping, "mapping")
    items = reader.folder("inspection-items", InspectionItem, "item")
    notices = reader.folder("notices", NoticeForm, "notice")
    documents = reader.folder("documents", DocumentForm, "form")
    procedures = reader.folder("procedures", Procedure, "procedure")
    repairs = reader.folder("repairs", Repair, "repair")
    forms = reader.folder("forms", Form, "form")
    pledges = reader.folder("pledges", PledgeItem, "item")
    risk_models = reader.folder("risk-models", RiskModel, "model")
    signals = reader.folder("signals", Signal, "signal")
    standards, unreadable = read_models(files)
    reader.faults += unreadable
    indicators = reader.many("indicators.yaml", Indicator) if "indicators.yaml" in files else []
    parameters = reader.many("parameters.yaml", Parameter) if "parameters.yaml" in files else []
    entries = reader.many("measure-list.yaml", ListEntry) if "measure-list.yaml" in files else []
    points = reader.many("decision-points.yaml", DecisionPoint) if "decision-points.yaml" in files else []
    measures = reader.folder("measures", Measure, "measure")
    purposes = reader.one("purposes.yaml", Purposes) if "purposes.yaml" in files else None
    names = reader.one("names.yaml", NameWords) if "names.yaml" in files else None
    if info is None:
        raise PackRefusedError(source, reader.faults)
    calendar, wrong_days = read_calendar(files, {one.id: one for one in instruments}, info.languages)
    reader.faults += wrong_days
    pack = Pack(
        files=files,
        digest=pack_digest(files),
        info=info,
        instruments={one.id: one for one in instruments},
        agencies={one.id: one for one in agencies},
        catalogue=catalogue,
        mappings=mappings,
        standards=standards,
        indicators={one.indicator: one for one in indicators},
        parameters={one.parameter: one for one in parameters},
        inspection_items=items,
        notices=notices,
        documents=documents,
        measure_list={one.entry: one for one in entries},
        decision_points={one.point: one for one in points},
        measures=measures,
        procedures=procedures,
        repairs=repairs,
        forms=forms,
        purposes_file=purposes,
        names_file=names,
        pledges=pledges,
        risk_models=risk_models,
        signals=signals,
        calendar=calendar,
    )
    # A file that could not be read would look like a missing thing to the others: mend the files first.
    faults = reader.faults or whole_pack_faults(pack, reader.documents)
    if not faults:
        faults = [fault for model in standards.values() for fault in model_faults(model, pack.instruments)]
        faults += binding_faults(pack, reader.documents["pack.yaml"])
        faults += annotation_faults(pack)
        faults += group_faults(pack, reader.documents["pack.yaml"])
        faults += [] if faults else period_faults(pack)
        faults += [] if faults else item_faults(pack, reader.documents)
        faults += [] if faults else form_faults(pack, reader.documents)
        faults += [] if faults else measure_faults(pack, reader.documents)
        faults += [] if faults else procedure_faults(pack, reader.documents)
        faults += [] if faults else list(repair_faults(pack, reader.documents))
        faults += list(operator_faults(pack, reader.documents))
        faults += [] if faults else list(purpose_faults(pack, reader.documents))
        faults += [] if faults else list(agency_form_faults(pack, reader.documents))
        faults += [] if faults else list(pledge_faults(pack, reader.documents))
        faults += [] if faults else list(risk_model_faults(pack, reader.documents))
        faults += list(name_faults(pack, reader.documents))
        faults += list(certificate_faults(pack, reader.documents["pack.yaml"]))
        faults += [] if faults else list(signal_faults(pack, reader.documents))
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


def _strays(files: dict[str, bytes]) -> list[PackFault]:
    """A file that nothing reads would be law that is not applied."""
    expected = f"one of {', '.join(sorted(FILES))}, or a file in a folder of a pack ({', '.join(FOLDERS)})"
    mend = "mend its name, or move it out of the pack"
    return [
        PackFault(name, 0, "", expected, "a file that nothing reads", mend)
        for name in files
        if name not in FILES and name.partition("/")[0] not in FOLDERS
    ]


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
        if not isinstance(document.content, tuple):
            came = shown(document.content)
            self.faults.append(document.fault((), "a list", came, "begin each entry with `- `"))
            return []
        found = (self._model(document, shape, (index,)) for index in range(len(document.content)))
        return [one for one in found if one is not None]

    def folder(self, name: str, shape: type[M], key: str) -> dict[str, M]:
        found: dict[str, M] = {}
        for path in sorted(PurePosixPath(one) for one in self.files if one.startswith(f"{name}/")):
            if path.suffix != ".yaml" or len(path.parts) > 2:
                expected = f"`{name}/NAME.yaml`, one {key} a file"
                self.faults.append(PackFault(path.as_posix(), 0, "", expected, "another file", "rename or move it"))
                continue
            document = self._read(path.as_posix())
            one = None if document is None else self._model(document, shape)
            if one is None or document is None:
                continue
            if getattr(one, key) != path.stem:
                came = shown(getattr(one, key))
                fault = document.fault(
                    (key,), f"`{path.stem}`, the name of the file", came, "rename the one or the other"
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
        if isinstance(read, list):
            self.faults += read
            return None
        self.documents[read.name] = read
        return read

    def _model(self, document: Document, shape: type[M], at: tuple[int | str, ...] = ()) -> M | None:
        result = document.model(shape, at)
        if isinstance(result, list):
            self.faults += result
            return None
        return result
