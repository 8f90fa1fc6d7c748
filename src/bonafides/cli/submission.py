"""`bonafides submission`: the keys that agencies' programs sign their submissions with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bonafides.cli.officer import OPERATION, Agency, Basis, By, Pack, Reason
from bonafides.cli.output import Json, out, print_json

if TYPE_CHECKING:
    from bonafides.acts.act import Acting

app = typer.Typer(help="Submissions by API: the keys that programs sign with.", no_args_is_help=True)
KeyId = Annotated[str, typer.Argument(metavar="KEYID", help="the key's thumbprint, as `keys` shows it")]


@app.command()
def keys(json: Json = False) -> None:
    """The registered keys, whose each is, and which have ended."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.submissions.queries import keys_overview

    found = keys_overview()
    if json:
        print_json(found)
        return
    for one in found:
        state = f"ended {one['ended']}" if one["ended"] else f"since {one['since']}"
        out.print(f"{one['keyid']}  {one['agency']:<28} {one['client']:<20} {one['algorithm']}  {state}", markup=False)
    if not found:
        out.print("no keys yet; register one: bonafides submission register-key FILE --client ID --pack P --agency A")


@app.command()
def register_key(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="the public key, in PEM")],
    client: Annotated[str, typer.Option(help="the program's client id, or an officer's number")],
    pack: Pack, agency: Agency, by: By = "local operator", basis: Basis = OPERATION,
    reason: Reason = "a key to sign submissions with", json: Json = False,
) -> None:  # fmt: skip
    """Register the public key of a program; it tells the key's id, which signatures name.

    Where an agency has two administrators, one proposes it and another confirms: bonafides officer propose register_key.
    """
    acting = _operator(by, basis, reason)
    from bonafides.agencies.queries import agency as agency_of
    from bonafides.submissions.acts.register_key import register_key as act

    made = act(acting, agency_of(pack, agency), client, file.read_text("ascii", "replace"))
    _tell({"act": acting.id, "keyid": made.keyid, "algorithm": made.algorithm}, f"{made.keyid}  {made.algorithm}", json)


@app.command()
def end_key(
    keyid: KeyId, by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "the key is used no more",
    json: Json = False,
) -> None:  # fmt: skip
    """End a key: what it signs is refused from now on. What came before stays."""
    acting = _operator(by, basis, reason)
    from bonafides.submissions.acts.end_key import end_key as act

    act(acting, keyid)
    _tell({"act": acting.id, "keyid": keyid}, f"{keyid} has ended", json)


def _operator(by: str, basis: str, reason: str) -> Acting:
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting

    return Acting(by, "operator", basis, reason)


def _tell(found: dict[str, object], line: str, as_json: bool) -> None:  # noqa: FBT001
    print_json(found) if as_json else out.print(line, markup=False)
