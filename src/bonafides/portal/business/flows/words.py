"""What flows read of the register, as rows to be read: what is filled in with its source, whether a repair would be admitted."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bonafides.packs.labels import say, value_text
from bonafides.packs.pack import Pack
from bonafides.sharing.once.filled import FilledForm, FilledItem, Outcome, Why


@dataclass(frozen=True)
class FilledRow:
    """An item of a form that need not be asked, or cannot be had. `agency`, `ref`: the record, where it can be contested."""

    title: str
    value: str
    source: str
    agency: str = ""
    ref: str = ""
    kind: str = ""
    disputed: bool = False
    good: bool = True


def filled_rows(filled: FilledForm) -> list[FilledRow]:
    """Every item that is read from agencies, with its outcome in words."""
    return [_row(filled.pack, one) for one in filled.items if one.outcome is not Outcome.TO_BE_ASKED]


def _row(pack: Pack, one: FilledItem) -> FilledRow:
    agencies = _(", ").join(say(pack.agencies[name].title) if name in pack.agencies else name for name in one.agencies)
    fact = one.form_item.fact
    if one.outcome is Outcome.VALUE:
        kind = pack.catalogue[fact.kind] if fact else None
        value = value_text(kind.facts.properties[fact.field], one.value) if kind and fact else _yes_no(one.value)
        day = _("%(agencies)s, record of %(day)s") % {"agencies": agencies, "day": one.of} if one.of else agencies
        agency = one.agencies[0] if one.ref and one.agencies else ""
        return FilledRow(
            say(one.form_item.title), value, day, agency, _own_ref(one), fact.kind if fact else "", one.disputed
        )
    if one.outcome is Outcome.KNOWN_EMPTY:
        return FilledRow(say(one.form_item.title), _("nothing is known of you"), agencies)
    return FilledRow(say(one.form_item.title), _("not to be had now"), f"{agencies}: {why_told(one.why)}", good=False)


def _own_ref(one: FilledItem) -> str:
    """The agency's own reference, of `AGENCY/REF`."""
    return one.ref.partition("/")[2] if one.agencies and one.ref.startswith(f"{one.agencies[0]}/") else one.ref


def _yes_no(value: object) -> str:
    return _("yes") if value is True else _("no") if value is False else str(value)


def why_told(why: Why | None) -> str:
    """Why what an agency holds is not to be had."""
    return {
        Why.NEVER_REPORTED: _("the agency has reported nothing of the kind yet"),
        Why.SUSPENDED: _("the agency says that what it reports cannot be relied on just now"),
        Why.ERASED: _("it was erased by law"),
        Why.NOT_DECIDED: _("the rule for it is not in force"),
        Why.NOT_DISCLOSED: _("it is not open for this purpose"),
    }[why or Why.NOT_DISCLOSED]  # fmt: skip
