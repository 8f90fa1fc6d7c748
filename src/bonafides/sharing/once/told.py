"""Forms and what was filled in, as a person reads them, in the language that is active."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bonafides.packs.form import BUSINESS, FormItem
from bonafides.packs.held import holders
from bonafides.packs.labels import say, value_text
from bonafides.packs.pack import Pack
from bonafides.sharing.once.filled import FilledItem, Outcome, Why


def where_from(pack: Pack, one: FormItem) -> str:
    """Where an item comes from."""
    if one.asked is not None:
        said = _("asked of the business: a paper") if one.document else _("asked of the business: its own statement")
        return said if one.not_by_sharing is None else f"{said}, {say(one.not_by_sharing.reason)}"
    who = agencies_text(pack, holders(pack, one))
    if one.criterion is not None:
        return _("yes or no, from %(agencies)s") % {"agencies": who}
    return _("from %(agencies)s") % {"agencies": who}


def agencies_text(pack: Pack, names: tuple[str, ...]) -> str:
    """Agencies by their titles."""
    return _(", ").join(
        say(pack.agencies[one].title) if one in pack.agencies else one for one in names if one != BUSINESS
    )


def outcome_text(pack: Pack, one: FilledItem) -> str:
    """What came of an item."""
    match one.outcome:
        case Outcome.VALUE:
            return value_of(pack, one)
        case Outcome.KNOWN_EMPTY:
            return _("known to be empty")
        case Outcome.UNAVAILABLE:
            return _("not to be had now: %(why)s") % {"why": why_text(one.why)}
        case Outcome.TO_BE_ASKED:
            return _("to be asked, although an agency holds it") if one.slipped else _("to be asked")


def value_of(pack: Pack, one: FilledItem) -> str:
    """A value as a person reads it: the label of a code, yuan for fen, yes and no."""
    if one.form_item.fact is None:
        return _("yes") if one.value else _("no")
    return value_text(pack.catalogue[one.form_item.fact.kind].facts.properties[one.form_item.fact.field], one.value)


def why_text(why: Why | None) -> str:
    """Why what an agency holds is not to be had."""
    titles = {
        Why.NEVER_REPORTED: _("the agency has not reported this yet"),
        Why.SUSPENDED: _("the agency has suspended it"),
        Why.ERASED: _("it was erased"),
        Why.NOT_DECIDED: _("the standard is not in force on that day"),
        Why.NOT_DISCLOSED: _("the purpose does not open it"),
    }
    return titles[why] if why is not None else ""
