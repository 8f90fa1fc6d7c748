"""`bonafides entity erase`, `readmit`, `rotate-key`: facts under lock, destroyed with their key."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bonafides.cli.output import Json, print_json, speak
from bonafides.kernel.sentence import AND, Joined, Sentence

Code = Annotated[str, typer.Argument(metavar="CODE", help="the code of the business")]
Scheme = Annotated[str, typer.Option(help="the scheme of the code")]
Officer = Annotated[str, typer.Option(help="who decides")]
Basis = Annotated[str, typer.Option(help="the instrument and article that order or allow it")]
Reason = Annotated[str, typer.Option(help="why, in words; without personal data, for it stays")]


class Of(StrEnum):
    """The classes of facts that are locked."""

    PERSONAL = "personal"
    TRADE_SECRET = "trade-secret"  # noqa: S105 - a class of facts


def erase(
    code: Code,
    officer: Officer,
    basis: Basis,
    reason: Reason,
    evidence: Annotated[
        list[str], typer.Option(help="file:PATH (hashed here), act:N or record:AGENCY/REF; may be repeated")
    ],
    of: Annotated[
        list[Of] | None, typer.Option("--class", metavar="CLASS", help="personal (default), trade-secret")
    ] = None,
    despite_retention: Annotated[
        bool, typer.Option("--despite-retention", help="the basis orders it although records are still to be kept")
    ] = False,
    scheme: Scheme = "uscc",
    json: Json = False,
) -> None:
    """Destroy the key of a business's personal data. Cannot be undone.

    No copy of them can be read any more. The records stay, with all that is not locked, and the ledger still verifies. No such
    facts are taken in again until readmit.
    """
    from bonafides.cli.database import ready
    from bonafides.cli.inspection.common import evidence_of

    ready()
    from bonafides.acts.act import Acting
    from bonafides.acts.models import Act
    from bonafides.entities.queries import entity_by_code
    from bonafides.records.acts.erase import erase as act

    acting = Acting(officer, "operator", basis, reason, evidence=evidence_of(evidence))
    classes = tuple(one.value for one in of or (Of.PERSONAL,))
    done = act(acting, entity_by_code(scheme, code), classes, despite_retention=despite_retention)
    _forget_pages()
    told = Act.objects.get(pk=done[0].act_id).details or {}
    if json:
        print_json({"act": done[0].act_id, "code": code, "keys": len(done), **told})
        return
    speak(
        "%(classes)s facts of %(code)s are erased by act %(act_id)s: %(records)s records, %(quarantined)s rows "
        "of quarantine",
        classes=Joined(classes, AND),
        code=code,
        act_id=done[0].act_id,
        records=f"{told['records']:,}",
        quarantined=f"{told['quarantined']:,}",
    )
    speak(
        "Older backups of the database hold the key still, under the master key: bonafides entity rotate-key "
        "makes it useless"
    )


def readmit(
    code: Code, officer: Officer, basis: Basis, reason: Reason,
    of: Annotated[Of, typer.Option("--class", metavar="CLASS", help="personal or trade-secret")] = Of.PERSONAL,
    scheme: Scheme = "uscc", json: Json = False,
) -> None:  # fmt: skip
    """Let facts of a class come in again after an erasure.

    Under a new key: what was erased stays so.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.entities.queries import entity_by_code
    from bonafides.records.acts.readmit import readmit as act

    done = act(Acting(officer, "operator", basis, reason), entity_by_code(scheme, code), of.value)
    if json:
        print_json({"act": done[0].act_id, "code": code, "class": of.value})
    else:
        speak(
            "%(of)s facts of %(code)s may come in again, by act %(act_id)s",
            of=of.value,
            code=code,
            act_id=done[0].act_id,
        )


def rotate_key(
    officer: Officer, basis: Basis, reason: Reason,
    rewrap_only: Annotated[
        bool, typer.Option("--rewrap-only", help="the new key is there already: from a KMS or the environment")
    ] = False,
    keep_old: Annotated[bool, typer.Option("--keep-old", help="leave the old master key in its file")] = False,
    json: Json = False,
) -> None:  # fmt: skip
    """Replace the master key; wrap the keys of all businesses anew.

    Once the old one is gone, a backup from before opens nothing that was erased since, nor anything else: make a new one.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.records.acts.rewrap import rewrap as act
    from bonafides.records.locked.master import add, drop_old, masters

    if not rewrap_only:
        add()
    done = act(Acting(officer, "operator", basis, reason))
    if not (rewrap_only or keep_old):
        drop_old()
    _forget_pages()
    now = masters()
    if json:
        print_json({"keys": done, "master": now.current, "others": list(now.keys)[:-1]})
        return
    speak(
        "%(done)s keys of businesses are wrapped under the master key %(current)s",
        done=f"{done:,}",
        current=now.current,
    )
    if rewrap_only or keep_old:
        speak(
            "nothing needs the older master keys any more: %(keys)s",
            keys=Joined(list(now.keys)[:-1]) or Sentence("none"),
        )
    else:
        speak("the old master key is destroyed; keep a copy of the new one, apart from backups of the database")


def _forget_pages() -> None:
    """Write the table of keys anew, so that no page of it holds what was deleted."""
    from django.db import connection

    if connection.in_atomic_block:  # where it is refused
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (FULL) entities_entitykey")
