"""What the commands of early warning share: which model, who acts, how a version is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.output import fail

if TYPE_CHECKING:
    from bonafides.acts.act import Acting
    from bonafides.packs.models import PackVersion
    from bonafides.packs.pack import Pack
    from bonafides.watch.models import Version

Model = Annotated[str, typer.Argument(metavar="MODEL", help="the card: risk-models/MODEL.yaml of a pack in force")]
Number = Annotated[int, typer.Argument(metavar="VERSION", help="its number: bonafides watch show MODEL")]
PackName = Annotated[str | None, typer.Option("--pack", help="the pack, where several in force have the model")]
Officer = Annotated[str, typer.Option(help="who acts: the officer's number in the agency that owns the model")]
Basis = Annotated[str | None, typer.Option(help="the basis; default: that of the card")]
Operator = Annotated[str, typer.Option("--by", help="who runs it")]


def pack_of_model(model: str, name: str | None) -> tuple[Pack, PackVersion]:
    """The pack in force that has a model of this name."""
    from bonafides.packs.queries import installed_pack, packs_in_force

    packs = [installed_pack(name)] if name else packs_in_force()
    found = [one for one in packs if model in one[0].risk_models]
    if len(found) == 1:
        return found[0]
    if found:
        return fail(f"model `{model}` is in {', '.join(one.name for one, _ in found)}: say --pack which")
    known = ", ".join(f"{each} ({one.name})" for one, _ in packs for each in one.risk_models) or "none"
    return fail(f"no pack in force has a model of risk `{model}`; there are: {known}")


def operator(by: str, reason: str) -> Acting:
    """Whoever runs this installation."""
    from bonafides.acts.act import Acting

    return Acting(by, "operator", "operation of this installation", reason)


def of_owner(pack: Pack, model: str, officer: str, basis: str | None, reason: str) -> Acting:
    """An officer of the agency that owns a model."""
    from bonafides.acts.act import Acting

    card = pack.risk_models[model]
    cited = card.basis if isinstance(card.basis, tuple) else (card.basis,)
    told = "; ".join(" ".join(filter(None, (one.instrument, one.article))) for one in cited)
    return Acting(officer, card.owner, basis or told, reason, pack=pack.name)


def as_json(version: Version) -> dict[str, Any]:
    """A version for programs, without its table."""
    return {
        "pack": version.pack, "model": version.name, "version": version.number, "pack_digest": version.pack_version.digest,
        "card_digest": version.card_digest, "table_digest": version.table_digest, "data_digest": version.data_digest,
        "snapshot_digest": version.snapshot_digest, "known_at": version.known_at.isoformat(), "learner": version.learner,
        "learned": version.learned, "judged_from": version.judged_from.isoformat(),
        "judged_until": version.judged_until.isoformat(), "metrics": version.metrics,
        "fitted_on": version.fitted_on.isoformat(), "expires_on": version.expires_on.isoformat(), "act": version.act_id,
    }  # fmt: skip
