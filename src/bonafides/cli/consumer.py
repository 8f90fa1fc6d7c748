"""`bonafides consumer`: who is given records and measures, is told what ends, and must acknowledge it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.output import Json, complain, out, print_json

if TYPE_CHECKING:
    from bonafides.acts.act import Acting

app = typer.Typer(help="Consumers of shared data: they are told what ends.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="the consumer, in small letters, digits and hyphens")]
By = Annotated[str, typer.Option("--by", help="who enters this")]
Basis = Annotated[str, typer.Option(help="the instrument and article that give the power")]
Reason = Annotated[str, typer.Option(help="why")]
OPERATION = "operation of this installation"


@app.command()
def add(
    name: Name, url: Annotated[str, typer.Argument(metavar="URL", help="where ends are told, https://…")],
    gets: Annotated[list[str], typer.Option(help="a kind of record, `measures`, or `*`; may be given again")],
    private: Annotated[bool, typer.Option("--private", help="its address may be private, and without TLS")] = False,
    by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "given shared data", json: Json = False,
) -> None:  # fmt: skip
    """Add a consumer. Its secret is shown once, here, and is kept nowhere."""
    acting = _operator(by, basis, reason)
    from bonafides.consumers.acts.add import add as act

    consumer, secret = act(acting, name, url, gets, private=private)
    _tell({"act": acting.id, "consumer": consumer.name, "gets": consumer.gets, "secret": secret}, secret, json)


@app.command()
def renew(
    name: Name, by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "a new secret", json: Json = False
) -> None:
    """Give a consumer a new secret, shown once; the old one signs beside it for a day."""
    acting = _operator(by, basis, reason)
    from bonafides.consumers.acts.renew_secret import renew_secret
    from bonafides.consumers.queries import consumer_of

    secret = renew_secret(acting, consumer_of(name))
    _tell({"act": acting.id, "consumer": name, "secret": secret}, secret, json)


@app.command()
def end(
    name: Name, by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "given nothing any more",
    json: Json = False,
) -> None:  # fmt: skip
    """End a consumer: it is given nothing any more, and told nothing."""
    acting = _operator(by, basis, reason)
    from bonafides.consumers.acts.end import end as act
    from bonafides.consumers.queries import consumer_of

    act(acting, consumer_of(name))
    _tell({"act": acting.id, "consumer": name}, f"{name} has ended", json)


@app.command("list")
def list_consumers(json: Json = False) -> None:
    """The consumers, what each gets, and how many ends each has still to acknowledge."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.consumers.queries import overview

    found = overview(timezone.localdate())
    if json:
        print_json(found)
        return
    for one in found:
        state = f"{one['open']} open, {one['late']} late" if not one["ended"] else "ended"
        out.print(f"{one['name']:<24} {state:<22} {one['url']}  {', '.join(one['gets'])}", markup=False)
    if not found:
        out.print("no consumers yet; add one: bonafides consumer add NAME URL --gets KIND")


@app.command()
def deliver(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="default: every consumer")] = None,
    json: Json = False,
) -> None:
    """Read what ended and send it now. `bonafides worker` does the same every minute. Exit status 1 where some did not arrive."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.consumers.deliver import deliver as send
    from bonafides.consumers.deliver import tell_all
    from bonafides.consumers.models import Consumer
    from bonafides.consumers.queries import consumer_of

    tell_all()
    consumers = [consumer_of(name)] if name else list(Consumer.objects.filter(ended=None).order_by("name"))
    done = [send(one) for one in consumers]
    if json:
        print_json([one.as_json() for one in done])
    for one in done:
        if not json:
            out.print(f"{one.consumer:<24} {one.arrived:,} arrived, {one.open:,} open", markup=False)
        if one.why_not:
            complain(f"{one.consumer}: {one.why_not}")
    if any(one.why_not for one in done):
        raise typer.Exit(1)


@app.command()
def late(json: Json = False) -> None:
    """The ends that consumers should have acknowledged by now, the oldest first. Exit status 1 where there are any."""
    from bonafides.cli.database import ready

    ready()
    from django.utils import timezone

    from bonafides.consumers.messages import message_id
    from bonafides.consumers.queries import late_notices

    found = [
        {
            "consumer": one.consumer.name, "id": message_id(one), "what": one.what, "of": one.of, "code": one.entity.code,
            "ref": one.ref, "on": one.on.isoformat(), "last_day": str(one.last_day),
        }
        for one in late_notices(timezone.localdate())
    ]  # fmt: skip
    if json:
        print_json(found)
    else:
        for one in found:
            told = f"{one['of']} of {one['code']} ({one['ref']}), over from {one['on']}"
            out.print(f"{one['consumer']:<24} {one['id']:<10} by {one['last_day']}: {told}", markup=False)
        if not found:
            out.print("nobody is late")
    if found:
        raise typer.Exit(1)


@app.command()
def dead(json: Json = False) -> None:
    """The messages that were set aside, since their consumer refuses them. Exit status 1 where there are any."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.consumers.messages import message_id
    from bonafides.consumers.queries import dead_letters

    found = [
        {
            "consumer": one.notice.consumer.name, "id": message_id(one.notice), "code": one.notice.entity.code,
            "ref": one.notice.ref, "at": one.at.isoformat(), "why": one.why,
        }
        for one in dead_letters()
    ]  # fmt: skip
    if json:
        print_json(found)
    else:
        for one in found:
            out.print(f"{one['consumer']:<24} {one['id']:<10} {one['code']} ({one['ref']}): {one['why']}", markup=False)
        out.print("send them again: bonafides consumer replay NAME" if found else "no dead letters", markup=False)
    if found:
        raise typer.Exit(1)


@app.command()
def replay(
    name: Name,
    message: Annotated[list[str] | None, typer.Option("--message", metavar="ID", help="this one alone; several times")] = None,
    by: By = "local operator", basis: Basis = OPERATION, reason: Reason = "the consumer has mended it", json: Json = False,
) -> None:  # fmt: skip
    """Have a consumer's dead letters go out once more; without --message all of them."""
    acting = _operator(by, basis, reason)
    from bonafides.consumers.acts.replay import replay as act
    from bonafides.consumers.messages import number_of
    from bonafides.consumers.queries import consumer_of

    numbers = [number_of(one) or 0 for one in message or ()]
    done = act(acting, consumer_of(name), numbers)
    _tell({"act": acting.id, "consumer": name, "messages": len(done)}, f"{len(done):,} go out again", json)


def _operator(by: str, basis: str, reason: str) -> Acting:
    from bonafides.cli.database import ready

    ready()
    from bonafides.acts.act import Acting

    return Acting(by, "operator", basis, reason)


def _tell(figures: dict[str, Any], told: str, json: bool) -> None:  # noqa: FBT001
    if json:
        print_json(figures)
    else:
        out.print(told, markup=False)
