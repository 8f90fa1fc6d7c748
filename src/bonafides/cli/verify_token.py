"""`bonafides verify token`: what a counter does with an answer before it uses it; offline, with the kernel alone."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bonafides.cli.output import InLanguage, Json, Language, chosen, fail, print_json
from bonafides.cli.verify_texts import TEXTS


def token(
    given: Annotated[
        str, typer.Argument(metavar="TOKEN", help="the token, a file that holds it, or - for standard input")
    ],
    *,
    keys: Annotated[
        Path, typer.Option("--keys", metavar="FILE", help="the register's keys, as fetched from /.well-known/jwks.json")
    ],
    code: Annotated[str | None, typer.Option("--code", help="show the answer about this business alone")] = None,
    audience: Annotated[
        str | None, typer.Option("--audience", help="whom it must have been given to, such as urn:bonafides:cn:finance")
    ] = None,
    at: Annotated[
        datetime | None,
        typer.Option(
            "--at", metavar="MOMENT", help="could it be used then; in UTC; default: now", formats=["%Y-%m-%dT%H:%M:%S"]
        ),
    ] = None,
    language: InLanguage = None,
    as_json: Json = False,
) -> None:
    """Check a status token. Exit status: 0 it may be used now, 1 it may not: ask again, 2 misuse."""
    from bonafides.kernel.tokens.errors import Refused
    from bonafides.kernel.tokens.keys import KeySet
    from bonafides.kernel.tokens.status import open_token

    moment = int(at.replace(tzinfo=UTC).timestamp()) if at else int(time.time())
    try:
        status = open_token(_token(given), KeySet.parse(_read(keys)), moment, audience)
        answers = [status.of(code)] if code is not None else status.claims["answers"]
    except Refused as error:
        if as_json:
            print_json({"holds": False, "reason": str(error)})
        fail(str(error))
    if as_json:
        print_json({"holds": True, "kid": status.kid, **status.claims, "answers": answers})
        return
    texts = TEXTS["zh" if chosen(language) is Language.CHINESE else "en"]
    until = datetime.fromtimestamp(status.until, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    typer.echo(texts["token"].format_map({**status.claims, "until": until, "seconds": status.until - moment}))
    for one in answers:
        typer.echo(json.dumps(one, ensure_ascii=False))


def _token(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    return given if given.count(".") == 2 and len(given) > 150 else _read(Path(given))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{path}: it is not UTF-8") from error
