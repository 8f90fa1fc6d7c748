"""`bonafides watch groups MODEL`: whether a version treats groups of businesses alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.output import InLanguage, Json, out, print_json, speaking
from bonafides.cli.watch.common import Model, PackName, pack_of_model

if TYPE_CHECKING:
    from bonafides.watch.disparity import GroupRow, Rate


def groups(
    model: Model,
    number: Annotated[int | None, typer.Option("--version", metavar="VERSION", help="default: the newest")] = None,
    pack: PackName = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Who comes first, and how often for nothing: by each group of the pack, such as region, size and age.

    On the examples that the version was judged on. Groups of fewer than 30 are named and not told.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.packs.labels import say
    from bonafides.packs.queries import pack_of_version
    from bonafides.tiers.simulate.groups import group_words
    from bonafides.watch.fairness import fairness_of
    from bonafides.watch.registry import version_of

    version = version_of(pack_of_model(model, pack)[0].name, model, number)
    of, found = pack_of_version(version.pack_version), fairness_of(version)
    if json:
        told = {group: [_json(row) for row in rows] for group, rows in found.items()}
        print_json({"model": model, "version": version.number, "groups": told})
        return
    with speaking(language):
        from django.utils.translation import gettext as _

        words = {"version": version, "since": version.judged_from, "until": version.judged_until}
        out.print(_("%(version)s, on examples from %(since)s to %(until)s") % words, markup=False)
        for group in of.info.groups:
            out.print(f"\n{say(group.title)}", markup=False)
            for row in found[group.group]:
                out.print(f"  {group_words(of, group, row.value)} ({row.examples:,})", markup=False)
                for title, rate in (
                    (_("in the first half"), row.first),
                    (_("of those with a finding, in the first half"), row.hits),
                    (_("of those without, in the first half for nothing"), row.false_alarms),
                    (_("found"), row.came),
                ):
                    out.print(f"    {title}: {_rate(rate)}", markup=False)
                if row.said is not None:
                    out.print("    " + _("said: %(share)s") % {"share": f"{100 * row.said:.1f}%"}, markup=False)


def _rate(rate: Rate) -> str:
    from django.utils.translation import gettext as _

    if rate.low is None or rate.high is None:
        return _("too few to tell")
    told = f"{100 * rate.count / rate.of:.1f}% [{100 * rate.low:.1f} – {100 * rate.high:.1f}]"
    beside = {"more": _("more than the others"), "less": _("less than the others")}.get(rate.verdict)
    return told if beside is None else f"{told} {beside}"


def _json(row: GroupRow) -> dict[str, Any]:
    rates = {"first_half": row.first, "hits": row.hits, "false_alarms": row.false_alarms, "found": row.came}
    return {
        "value": row.value, "examples": row.examples, "said": row.said,
        **{name: {"share": one.share, "low": one.low, "high": one.high, "verdict": one.verdict} for name, one in rates.items()},
    }  # fmt: skip
