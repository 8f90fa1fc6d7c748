"""Citations held against the instruments of the pack."""

from __future__ import annotations

from collections.abc import Iterator

from bonafides.packs.document import Document
from bonafides.packs.faults import PackFault
from bonafides.packs.pack import Pack
from bonafides.packs.vocabulary import Citation
from bonafides.packs.wording import Path


def citation_faults(
    pack: Pack, basis: Citation | tuple[Citation, ...], document: Document, at: Path
) -> Iterator[PackFault]:
    """A fault for each citation whose instrument `instruments.yaml` does not hold."""
    cited = ((at, basis),) if isinstance(basis, Citation) else (((*at, index), one) for index, one in enumerate(basis))
    for place, citation in cited:
        if citation.instrument not in pack.instruments:
            mend = "mend its spelling, or add it there"
            expected = "the id of an instrument of instruments.yaml"
            yield document.fault((*place, "instrument"), expected, f"`{citation.instrument}`", mend)
