"""`bonafides watch by-lot`: what the draws say of everybody, and of the models."""

from __future__ import annotations

from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, fail, out, print_json, speaking


def by_lot(
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="draws held for this day and later")],
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="and up to this day; default: today")] = None,
    agency: Annotated[str | None, typer.Option(help="draws of this agency alone")] = None,
    pack: Annotated[str | None, typer.Option("--pack", help="the pack, where several in force have items")] = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Estimate from the visits by lot how many of all businesses have a finding, and how good each model's order is.

    Each visit stands for as many businesses as the odds of its draw say (inverse-probability weighting).
    """
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.packs.labels import say
    from bonafides.packs.models import InstalledPack
    from bonafides.packs.queries import installed_pack
    from bonafides.portal.moments import MomentRefusedError, day_of
    from bonafides.watch.by_lot import by_lot as of_items
    from bonafides.watch.judged_by_lot import judged_by_lot

    names = [pack] if pack else list(InstalledPack.objects.order_by("pack").values_list("pack", flat=True))
    packs = [one for one in (installed_pack(name)[0] for name in names) if one.inspection_items]
    if len(packs) != 1:
        several = ", ".join(one.name for one in packs) or "none"
        fail(f"expected one pack in force with inspection items, came {several}: say --pack which")
    found = packs[0]
    try:
        begin, end = day_of(since), day_of(until) if until else timezone.localdate()
    except MomentRefusedError as error:
        raise typer.BadParameter(str(error)) from error
    items = of_items(found, begin, end, agency)
    models = [judged_by_lot(found, name, begin, end) for name in found.risk_models]
    if json:
        print_json({"items": [one.as_json() for one in items], "models": [one.as_json() for one in models]})
        return
    with speaking(language):
        from django.utils.translation import gettext as _

        if not items:
            out.print(_("No draw was held in these days."), markup=False)
        for one in items:
            out.print(f"{one.item}  {say(found.inspection_items[one.item].title)}", markup=False)
            words = {"drawn": f"{one.drawn:,}", "seen": f"{one.seen:,}", "found": f"{one.found:,}"}
            out.print(
                "    " + _("by lot: %(drawn)s drawn, %(seen)s seen, %(found)s with a finding") % words, markup=False
            )
            words = {"seen": f"{one.ordered:,}", "found": f"{one.ordered_found:,}"}
            out.print("    " + _("outside the draws: %(seen)s seen, %(found)s with a finding") % words, markup=False)
            if one.estimate is None:
                out.print("    " + _("Of everybody nothing can be told yet: a stratum was not seen."), markup=False)
                continue
            words = {
                "share": f"{100 * one.estimate.share:.1f}", "low": f"{100 * one.estimate.low:.1f}",
                "high": f"{100 * one.estimate.high:.1f}", "size": f"{one.estimate.size:,}",
            }  # fmt: skip
            told = _("of all %(size)s businesses: %(share)s %% with a finding [%(low)s to %(high)s]") % words
            out.print("    " + told, markup=False)
        for judged in models:
            if judged.auc is None or judged.first_half is None:
                words = {"model": judged.model, "seen": f"{judged.seen:,}"}
                out.print(_("%(model)s: too few to judge by (%(seen)s seen)") % words, markup=False)
                continue
            for title, figure in ((_("AUC (chance: 0.5)"), judged.auc),
                                  (_("share of findings in the first half (chance: 0.5)"), judged.first_half)):  # fmt: skip
                out.print(
                    f"{judged.model}: {title}: {figure.value:.3f} [{figure.low:.3f} – {figure.high:.3f}]", markup=False
                )
