"""The matter that a document is of: its case, and the cases about the same records, as far as the business was told of them.

A listing, the penalty it rests on, what it published, the application for its end, the objection to it: one matter. Whoever was
shown one document is not told of another matter by it.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from bonafides.acts.wall import inside
from bonafides.documents.models import Document
from bonafides.entities.queries import ones_with
from bonafides.kernel.procedure.model import Who
from bonafides.listings.models import Publication
from bonafides.packs.queries import pack_of_version
from bonafides.procedures.models import Case, Step
from bonafides.records.models import Record


@inside()
def cases_of_matter(document: Document) -> list[int]:
    """The numbers of the cases, open or ended, in their order. None where the document is of no case."""
    if document.case is None:
        return []
    of_business = Case.objects.filter(entity__in=ones_with([document.entity_id])[document.entity_id])
    cases, records = {document.case}, set[int]()
    while True:
        about = of_business.filter(pk__in=cases, record__isnull=False).values_list("record", flat=True)
        published = Publication.objects.filter(case__in=cases).values_list("record", flat=True)
        more = _corrected({*records, *about, *published})
        rests = Q(record__in=more) | Q(publications__record__in=more)
        found = cases | set(of_business.filter(rests).values_list("pk", flat=True))
        if (found, more) == (cases, records):
            return sorted(found & told_of(found))
        cases, records = found, more


def _corrected(records: Iterable[int]) -> set[int]:
    """Records with what corrects them, and what they correct."""
    known = set(records)
    while True:
        lines = Record.objects.filter(Q(pk__in=known) | Q(supersedes__in=known)).values_list("pk", "supersedes")
        more = known | {one for line in lines for one in line if one is not None}
        if more == known:
            return known
        known = more


def told_of(cases: Iterable[int]) -> set[int]:
    """Those of which the business knows: it applied, or was served."""
    served = Step.objects.filter(case=OuterRef("pk")).exclude(documents=[])
    rows = Case.objects.filter(pk__in=cases).annotate(served=Exists(served)).select_related("version")
    return {
        one.pk
        for one in rows.defer("version__files")
        if one.served or pack_of_version(one.version).procedures[one.procedure].model.opens.who is Who.BUSINESS
    }
