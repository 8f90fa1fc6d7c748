"""`pack.yaml`, and the pack as a whole once it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from bonafides.kernel.calendar import WorkingDays
from bonafides.kernel.dmn.model import Definitions
from bonafides.packs.document_form import DocumentForm
from bonafides.packs.form import Form
from bonafides.packs.group import Group
from bonafides.packs.indicator import Indicator
from bonafides.packs.inspection_item import InspectionItem
from bonafides.packs.kind import Kind
from bonafides.packs.mapping import Mapping
from bonafides.packs.measure import DecisionPoint, ListEntry, Measure
from bonafides.packs.names import NameWords
from bonafides.packs.notice import NoticeForm
from bonafides.packs.parameter import Parameter
from bonafides.packs.pledge import PledgeItem
from bonafides.packs.procedure import Procedure
from bonafides.packs.purpose import Purpose, Purposes
from bonafides.packs.repair import Repair
from bonafides.packs.risk_model import RiskModel
from bonafides.packs.signal import Signal
from bonafides.packs.vocabulary import Agency, Citation, Entry, FactName, Identifier, Instrument, SubjectKind, Text
from bonafides.packs.wording import wrong


class Subject(Entry):
    """What a code with this prefix names: a kind of subject, or something that is refused."""

    prefix: str
    kind: SubjectKind | None = None
    refuse: Text | None = None

    @model_validator(mode="after")
    def _one_of(self) -> Subject:
        if (self.kind is None) == (self.refuse is None):
            raise wrong("either `kind` or `refuse`", "both" if self.kind else "neither")
        return self


class SchemeUse(Entry):
    """A scheme as this pack uses it. Identity: it may name a subject; alias: it may only be linked to one."""

    scheme: Identifier
    role: Literal["identity", "alias"]
    title: Text | None = None
    pattern: str | None = None
    stdnum: str | None = None
    subjects: tuple[Subject, ...] = ()

    @model_validator(mode="after")
    def _subjects_of_an_identity(self) -> SchemeUse:
        if self.role == "identity" and not self.subjects:
            mend = "add `subjects: …`: which codes name which kind of subject"
            raise wrong("an entry `subjects`, as the role is `identity`", "none", mend)
        return self


class TierUse(Entry):
    """Which decision gives the tier, and the tiers in their order, the one with the least risk first."""

    decision: str
    order: tuple[str, ...] = Field(min_length=1)
    told_to_business: bool = False
    """Whether a business is shown its own tier and why; the public is not by that."""
    basis: Citation | tuple[Citation, ...] = ()
    note: str | Text | None = None


class OnceOnly(Entry):
    """The decision that says whether a thing may be asked of a business, and its input: can it be had by sharing?"""

    decision: FactName
    input: FactName


class CertificateUse(Entry):
    """The form by which a business has its public record certified, the agency in whose name, the kinds that it always names."""

    form: Identifier
    agency: Identifier
    names: tuple[Identifier, ...] = ()


class PackInfo(Entry):
    """`pack.yaml`."""

    pack: Identifier
    version: str
    jurisdiction: str
    title: Text
    languages: tuple[str, ...] = Field(min_length=1)
    timezone: str
    tiers_public: bool
    schemes: tuple[SchemeUse, ...] = Field(min_length=1)
    tiers: TierUse | None = None
    once_only: OnceOnly | None = None
    certificate: CertificateUse | None = None
    groups: tuple[Group, ...] = ()
    note: str | Text | None = None


@dataclass(frozen=True)
class Pack:
    """A whole pack, checked. `digest` is the SHA-256 over its files' names and bytes, in name order."""

    files: dict[str, bytes] = field(repr=False)
    digest: str
    info: PackInfo
    instruments: dict[str, Instrument]
    agencies: dict[str, Agency]
    catalogue: dict[str, Kind]
    mappings: dict[str, Mapping]
    standards: dict[str, Definitions] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    inspection_items: dict[str, InspectionItem] = field(default_factory=dict)
    notices: dict[str, NoticeForm] = field(default_factory=dict)
    documents: dict[str, DocumentForm] = field(default_factory=dict)
    measure_list: dict[str, ListEntry] = field(default_factory=dict)
    decision_points: dict[str, DecisionPoint] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    procedures: dict[str, Procedure] = field(default_factory=dict)
    repairs: dict[str, Repair] = field(default_factory=dict)
    forms: dict[str, Form] = field(default_factory=dict)
    purposes_file: Purposes | None = None
    names_file: NameWords | None = None
    pledges: dict[str, PledgeItem] = field(default_factory=dict)
    risk_models: dict[str, RiskModel] = field(default_factory=dict)
    signals: dict[str, Signal] = field(default_factory=dict)
    calendar: WorkingDays | None = None

    @property
    def name(self) -> str:
        return self.info.pack

    @cached_property
    def purposes(self) -> dict[str, Purpose]:
        """For what agencies may look at that which is not public."""
        return {one.purpose: one for one in self.purposes_file.purposes} if self.purposes_file else {}

    def scheme(self, name: str) -> SchemeUse:
        return next(use for use in self.info.schemes if use.scheme == name)
