"""`bonafides openapi`: the description of the API for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer


def openapi(
    out_file: Annotated[Path | None, typer.Option("--out", help="a file to write; default: standard output")] = None,
) -> None:
    """Write the OpenAPI 3.1 description of the API."""
    text = described()
    if out_file is None:
        typer.echo(text, nl=False)
    else:
        out_file.write_text(text, encoding="utf-8")


def described() -> str:
    """The description, in the order of the code, so that a change shows as a change."""
    from bonafides.site.setup import django_setup

    django_setup()
    from bonafides.portal.api.api import api

    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), ensure_ascii=False, indent=2) + "\n"
