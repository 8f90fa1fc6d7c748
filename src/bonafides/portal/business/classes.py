"""Classes of disclosure in words, and which agencies may see what for which purposes: as the pack says it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bonafides.packs.facts import Disclosure
from bonafides.packs.kind import Kind
from bonafides.packs.labels import cited, say
from bonafides.packs.pack import Pack
from bonafides.packs.purpose import Purpose
from bonafides.portal.design.rows import Kind as Colour


@dataclass(frozen=True)
class Seen:
    """A purpose for which a fact of a kind may be seen: by whom, on which basis, and when the business reads of it."""

    purpose: str
    agencies: list[str]
    basis: list[str]
    told: str


def class_title(of: Disclosure) -> str:
    """A class in a few words."""
    return {
        "public": _("public"), "on-request": _("on request"), "shared": _("shared between agencies"),
        "trade-secret": _("trade secret"), "personal": _("personal data"),
    }[of]  # fmt: skip


def class_told(of: Disclosure) -> str:
    """Who sees what is of a class."""
    return {
        "public": _("Anyone, as long as the record is published. Agencies and programs too."),
        "on-request": _("Whoever asks the agency for it and may have it by law; agencies for the purposes named here."),
        "shared": _("Agencies alone, each for the purposes named here. The public never."),
        "trade-secret": _("You, the agency that gave it, and agencies for the purposes named here. It is kept encrypted."),
        "personal": _("You, the agency that gave it, and agencies for the purposes named here. It is kept encrypted."),
    }[of]  # fmt: skip


def class_colour(of: Disclosure) -> Colour:
    """What stands behind its words."""
    colours: dict[Disclosure, Colour] = {"public": "info", "on-request": "quiet", "shared": "warn"}
    return colours.get(of, "bad")


def seen_for(pack: Pack, kind: Kind, of: Disclosure) -> list[Seen]:
    """The purposes that open facts of a class of a kind, all of them or single ones."""
    names = {name for name, fact in kind.facts.properties.items() if fact.disclosure == of}
    return [_seen(pack, one) for one in pack.purposes.values() if _opens(one, kind, of, names)]


def seen_single(pack: Pack, kind: Kind, fact: str) -> list[str]:
    """The purposes that open one fact, in words."""
    of = kind.facts.properties[fact].disclosure
    return [say(one.title) for one in pack.purposes.values() if _opens(one, kind, of, {fact})]


def _opens(purpose: Purpose, kind: Kind, of: Disclosure, names: set[str]) -> bool:
    return any(
        kind.kind in one.kinds and (of in one.classes or bool(names.intersection(one.fields))) for one in purpose.opens
    )


def _seen(pack: Pack, one: Purpose) -> Seen:
    agencies = [say(pack.agencies[name].title) if name in pack.agencies else name for name in one.agencies]
    days = one.told.after_days
    told = _("You read at once who looked.") if not days else (
        _("You read who looked when the case has ended, and after %(days)s days at the latest.")
        if one.told.case_ends else _("You read who looked after %(days)s days.")
    ) % {"days": days}  # fmt: skip
    if not one.duty:
        told = _("Only where you agreed in writing.") + " " + told
    return Seen(say(one.title), agencies, [cited(pack, each) for each in one.basis if each.instrument != "PACK"], told)
