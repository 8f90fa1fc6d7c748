"""`bonafides officer`: the officers of an agency: enrol, list, appoint, recuse, and tokens for the API."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.output import Json, fail, out, print_json

if TYPE_CHECKING:
    from bonafides.acts.act import Acting
    from bonafides.agencies.models import Officer

app = typer.Typer(help="Officers: powers, qualifications, interests, tokens.", no_args_is_help=True)
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="the officer's number in the agency")]
Pack = Annotated[str, typer.Option(help="the pack whose agency it is")]
Agency = Annotated[str, typer.Option(help="the agency, by its id in the pack")]
By = Annotated[str, typer.Option("--by", help="who enters this")]
Basis = Annotated[str, typer.Option(help="the instrument and article that give the power")]
Reason = Annotated[str, typer.Option(help="why")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="default: today")]
OPERATION = "operation of this installation"


@app.command()
def enrol(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="the roster, a CSV file")],
    pack: Pack, agency: Agency, since: Day = None, by: By = "local operator", basis: Basis = OPERATION,
    reason: Reason = "roster of the agency", json: Json = False,
) -> None:  # fmt: skip
    """Enrol officers from a roster. What is new is added, nothing is ended; a fault anywhere, and nothing is done.

    Columns: number, name, roles, fields, regions, certificate, certificate_until, capacity, interests. Several values in a
    cell have `;` between.
    """
    acting = _operator(by, basis, reason)
    from bonafides.agencies.acts.enrol import enrol as act
    from bonafides.agencies.queries import agency as agency_of
    from bonafides.agencies.roster import read_roster
    from bonafides.packs.queries import installed_pack

    own, in_force = agency_of(pack, agency), installed_pack(pack)[0].agencies.get(agency)
    roster = read_roster(file.read_bytes(), [one.field for one in in_force.fields] if in_force else ())
    counts = act(acting, own, roster, _day(since)).counts()
    told = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    _tell(
        {"act": acting.id, "rows": len(roster), **counts}, f"{len(roster):,} rows; new: {told}; act {acting.id}", json
    )


@app.command("list")
def list_officers(pack: Pack, agency: Agency, on: Day = None, json: Json = False) -> None:
    """The officers of an agency and what each may do on a day."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.agencies.queries import agency as agency_of
    from bonafides.agencies.queries import directory

    found = directory(agency_of(pack, agency), _day(on))
    if json:
        print_json(found)
        return
    for one in found:
        can = (
            f"{'; '.join(one['fields'])} in {'; '.join(one['regions'])}, {one['capacity']} visits"
            if one["fields"]
            else ""
        )
        out.print(f"{one['number']:<12} {', '.join(one['roles']) or 'no power':<30} {can}", markup=False)
    if not found:
        out.print("no officers yet; enrol them: bonafides officer enrol ROSTER --pack … --agency …")


@app.command()
def appoint(
    number: Number, role: Annotated[str, typer.Argument(metavar="ROLE", help="inspector, decider …")], pack: Pack,
    agency: Agency, since: Day = None, until: Day = None, by: By = "local operator", basis: Basis = OPERATION,
    reason: Reason = "appointed from the command line", json: Json = False,
) -> None:  # fmt: skip
    """Give an officer a power, from a day on."""
    acting, officer = _operator(by, basis, reason), _officer(pack, agency, number)
    from bonafides.agencies.acts.appoint import appoint as act

    done = act(acting, officer, _role(role), _day(since), until.date() if until else None)
    _tell({"act": acting.id, "number": number, "role": done.role}, f"{number} is {role} from {done.since}", json)


@app.command("end")
def end_power(
    number: Number, role: Annotated[str, typer.Argument(metavar="ROLE", help="the power that ends")], pack: Pack,
    agency: Agency, on: Day = None, by: By = "local operator", basis: Basis = OPERATION,
    reason: Reason = "ended from the command line", json: Json = False,
) -> None:  # fmt: skip
    """End a power of an officer, from a day on. What was done before stays done."""
    acting, officer = _operator(by, basis, reason), _officer(pack, agency, number)
    from bonafides.agencies.acts.end_power import end_power as act

    act(acting, officer, _role(role), _day(on))
    _tell({"act": acting.id, "number": number, "role": role}, f"{number} is {role} no more from {_day(on)}", json)


@app.command()
def recuse(
    number: Number, code: Annotated[str, typer.Argument(metavar="CODE", help="the code of the business")], pack: Pack,
    agency: Agency, nature: Annotated[str, typer.Option(help="what the interest is; kept, never shown")],
    scheme: Annotated[str, typer.Option(help="the scheme of the code")] = "uscc", since: Day = None,
    end: Annotated[bool, typer.Option("--end", help="the interest is no more from that day on")] = False,
    by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "declared", json: Json = False,
) -> None:  # fmt: skip
    """Declare an interest of an officer in a business, from which the officer then keeps away; or end it."""
    acting, officer = _operator(by, basis, reason), _officer(pack, agency, number)
    from bonafides.agencies.acts.declare_interest import declare_interest
    from bonafides.agencies.acts.end_interest import end_interest
    from bonafides.entities.queries import entity_by_code

    entity = entity_by_code(scheme, code)
    if end:
        end_interest(acting, officer, entity, _day(since))
    else:
        declare_interest(acting, officer, entity, nature, _day(since))
    told = f"{number} {'may act on' if end else 'keeps away from'} {code} from {_day(since)}"
    _tell({"act": acting.id, "number": number, "code": code}, told, json)


@app.command()
def token(
    number: Number, pack: Pack, agency: Agency,
    days: Annotated[int, typer.Option(min=1, max=366, help="how long it is valid")] = 90,
    end: Annotated[bool, typer.Option("--end", help="end every token of the officer instead")] = False,
    by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "access to the API", json: Json = False,
) -> None:  # fmt: skip
    """Give an officer a bearer token for the API. It is shown once, here, and kept by its hash alone."""
    acting, officer = _operator(by, basis, reason), _officer(pack, agency, number)
    from django.utils import timezone

    from bonafides.agencies.acts.end_credentials import end_credentials
    from bonafides.agencies.acts.issue_credential import issue_credential

    if end:
        ended = len(end_credentials(acting, officer))
        _tell({"act": acting.id, "number": number, "ended": ended}, f"{ended} tokens of {number} are ended", json)
        return
    until = timezone.now() + timedelta(days=days)
    made = issue_credential(acting, officer, until)
    _tell({"act": acting.id, "number": number, "token": made, "until": until.isoformat()}, made, json)


def _operator(by: str, basis: str, reason: str) -> Acting:
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting

    return Acting(by, "operator", basis, reason)


def _officer(pack: str, agency: str, number: str) -> Officer:
    from bonafides.agencies.queries import officer

    return officer(pack, agency, number)


def _role(word: str) -> Any:
    from bonafides.acts.roles import POWERS, Role

    known = [role.value for role in POWERS]
    if word not in known:
        fail(f"expected one of the roles {', '.join(known)}, came {word!r}")
    return Role(word)


def _day(given: datetime | None) -> date:
    from django.utils import timezone

    return given.date() if given else timezone.localdate()


def _tell(figures: dict[str, Any], told: str, json: bool) -> None:  # noqa: FBT001
    if json:
        print_json(figures)
    else:
        out.print(told, markup=False)
