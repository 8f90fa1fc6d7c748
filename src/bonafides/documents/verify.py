"""Whether a document stands as it was issued: its code, its row, its act and its place in the ledger, each taken anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bonafides.acts.leaves import content_of_act
from bonafides.acts.models import Act, Leaf
from bonafides.acts.queries import leaf_of
from bonafides.acts.sealed import seal_of, table_of
from bonafides.documents.models import Document
from bonafides.kernel.documents.bundle import Bundle
from bonafides.kernel.documents.code import code_of, hash_of
from bonafides.kernel.merkle.checkpoints import Trust
from bonafides.kernel.merkle.entries import commitment, entry_of
from bonafides.kernel.merkle.errors import Refused
from bonafides.ledger.errors import LedgerError
from bonafides.ledger.index import index_of_leaf
from bonafides.ledger.keys import keys
from bonafides.ledger.receipts import NotYetError, receipt_of_leaf

What = Literal["content", "row", "act", "leaf", "log"]


@dataclass(frozen=True)
class Verdict:
    """What was found: `changed` names what no longer fits; `index` is the place in the log, none while it waits for one."""

    changed: tuple[What, ...]
    index: int | None

    @property
    def state(self) -> Literal["stands", "waits", "changed"]:
        if self.changed:
            return "changed"
        return "waits" if self.index is None else "stands"


def verify(document: Document) -> Verdict:
    """Everything that holds a document to the ledger, taken anew from the database and checked against the log's signature."""
    act = Act.objects.get(pk=document.act_id)
    # A checkpoint is signed after the leaf has its place: until then the document waits.
    index = index_of_leaf(document.leaf)
    found: dict[What, bool] = {
        "content": code_of(_hash(document)) == document.code,
        "row": _row(document, act),
        "act": _act(act),
        "leaf": _leaf(document),
        "log": index is None or _log(document),
    }
    return Verdict(tuple(what for what, holds in found.items() if not holds), index)


def bundle_of(document: Document) -> Bundle:
    """The file with which anyone checks the document without this register. Raises NotYetError, LedgerError."""
    return Bundle(document.content, bytes(document.salt), str(receipt_of_leaf(document.leaf)))


def _hash(document: Document) -> bytes:
    return hash_of(document.content, bytes(document.salt))


def _row(document: Document, act: Act) -> bool:
    seal = seal_of(document)
    listed: dict[str, Any] = act.rows.get(table_of(Document), {})
    # An act of very many rows keeps their root alone; the audit recomputes that.
    return seal == bytes(document.seal) and ("root" in listed or listed.get(str(document.pk)) == seal.hex())


def _act(act: Act) -> bool:
    leaf = leaf_of(act)
    return leaf is not None and _entry(leaf, content_of_act(act)) == bytes(leaf.entry)


def _leaf(document: Document) -> bool:
    leaf = Leaf.objects.filter(pk=document.leaf, act=document.act_id).first()
    if leaf is None or leaf.content is None:
        return False
    return leaf.content.get("document") == _hash(document).hex() and _entry(leaf, leaf.content) == bytes(leaf.entry)


def _entry(leaf: Leaf, content: Any) -> bytes:
    return entry_of(commitment(bytes(leaf.salt or b""), content))


def _log(document: Document) -> bool:
    try:
        bundle_of(document).verify(Trust(keys().verifiers))
    except NotYetError:
        return True
    except (LedgerError, Refused):
        return False
    return True
