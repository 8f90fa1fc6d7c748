"""`bonafides serve`: the portal and the API."""

from __future__ import annotations

from typing import Annotated

import typer


def serve(
    host: Annotated[str, typer.Option(help="the address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="the port to listen on; 0 takes a free one")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="processes")] = 2,
) -> None:
    """Serve the portal and the API until interrupted.

    Prints the address once it answers.
    """
    from bonafides.cli.database import ready

    ready()
    from bonafides.portal.searches import how_often

    how_often()  # a worker would find what is wrong with it at the first search only
    from bonafides.site.server import serve as serve_site

    serve_site(host, port, workers=workers)
