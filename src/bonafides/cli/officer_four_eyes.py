"""`bonafides officer propose`, `proposals`, `confirm`, `drop`: powers under four eyes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.officer import OPERATION, Agency, Basis, Pack, Reason, _tell, app
from bonafides.cli.output import Json, fail, out, print_json

Administrator = Annotated[
    str, typer.Option("--by", help="the administrator's number; or `operator`, to confirm or drop")
]
Proposal = Annotated[int, typer.Argument(metavar="PROPOSAL", help="its number: bonafides officer proposals")]


@app.command("propose")
def propose_change(
    verb: Annotated[str, typer.Argument(metavar="VERB", help="appoint, end_power, register_key … (an unknown one lists all)")],
    argument: Annotated[list[str], typer.Argument(metavar="NAME=VALUE…", help="officer=A-1 role=decider since=2026-12-01")],
    pack: Pack, agency: Agency, by: Administrator, basis: Basis = OPERATION, reason: Reason = "proposed", json: Json = False,
) -> None:  # fmt: skip
    """Propose a change of powers, for another administrator to confirm. Scopes have `,` between; a key is `public=@FILE`."""
    from bonafides.cli.database import ready

    ready()
    from pydantic import ValidationError

    from bonafides.acts.act import Acting
    from bonafides.agencies.acts.propose import propose as act
    from bonafides.agencies.arguments import VERBS
    from bonafides.agencies.queries import agency as agency_of

    kinds = {name.rpartition(".")[2]: one for name, one in VERBS.items()}
    if (kind := kinds.get(verb)) is None:
        fail(f"expected one of {', '.join(kinds)}, came {verb!r}")
    given: dict[str, object] = dict(one.partition("=")[::2] for one in argument)
    if str(given.get("public", "")).startswith("@"):
        given["public"] = Path(str(given["public"])[1:]).read_text("ascii", "replace")
    if "scopes" in given:
        given["scopes"] = str(given["scopes"]).split(",")
    try:
        arguments = kind.model_validate(given)
    except ValidationError as error:
        fail("; ".join(f"{one['loc'][0] if one['loc'] else ''}: {one['msg']}" for one in error.errors()))
    acting = Acting(by, agency, basis, reason, pack=pack)
    made = act(acting, agency_of(pack, agency), arguments)  # type: ignore[arg-type]  # one of those that can be proposed
    told = f"proposal {made.pk}; another administrator does it: bonafides officer confirm {made.pk} --by …"
    _tell({"act": acting.id, "proposal": made.pk}, told, json)


@app.command("proposals")
def list_proposals(pack: Pack, agency: Agency, json: Json = False) -> None:
    """What waits for a second administrator."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.agencies.proposals import open_proposals
    from bonafides.agencies.queries import agency as agency_of

    found = open_proposals(agency_of(pack, agency))
    if json:
        print_json([{**one, "until": one["until"].isoformat()} for one in found])
        return
    for one in found:
        what = " ".join(f"{name}={value}" for name, value in one["arguments"].items() if value is not None)
        told = (
            f"{one['id']:<6} {one['verb'].removeprefix('agencies.'):<16} {what}  by {one['proposer']}: {one['reason']}"
        )
        out.print(told, markup=False)
    if not found:
        out.print("nothing waits")


@app.command()
def confirm(
    proposal: Proposal, pack: Pack, agency: Agency, by: Administrator, basis: Basis = OPERATION,
    reason: Reason = "confirmed", json: Json = False,
) -> None:  # fmt: skip
    """Do what another administrator proposed. Secrets and tokens are shown once, here."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.agencies.acts.register_client import Registered
    from bonafides.agencies.confirm import confirm as act
    from bonafides.agencies.proposals import proposal_of
    from bonafides.agencies.queries import agency as agency_of

    acting = Acting(by, "operator", basis, reason) if by == "operator" else Acting(by, agency, basis, reason, pack=pack)
    made = act(acting, proposal_of(agency_of(pack, agency), proposal))
    shown = {"token": made} if isinstance(made, str) else {}
    if isinstance(made, Registered):
        shown = {"client_id": made.client.client_id, "client_secret": made.secret}
    told = "".join(f"\n{name}  {value}" for name, value in shown.items())
    _tell(
        {"act": acting.id, "proposal": proposal, **shown}, f"proposal {proposal} is done by act {acting.id}{told}", json
    )


@app.command()
def drop(
    proposal: Proposal, pack: Pack, agency: Agency, by: Administrator, basis: Basis = OPERATION,
    reason: Reason = "dropped", json: Json = False,
) -> None:  # fmt: skip
    """Drop a proposal: the own, or another's that you do not share."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting
    from bonafides.agencies.acts.drop_proposal import drop_proposal
    from bonafides.agencies.proposals import proposal_of
    from bonafides.agencies.queries import agency as agency_of

    acting = Acting(by, "operator", basis, reason) if by == "operator" else Acting(by, agency, basis, reason, pack=pack)
    drop_proposal(acting, proposal_of(agency_of(pack, agency), proposal))
    _tell({"act": acting.id, "proposal": proposal}, f"proposal {proposal} is dropped", json)
