"""`bonafides document`: what was served, by its code; whether it stands; the file that anyone can check."""

from __future__ import annotations

import json as json_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bonafides.cli.output import InLanguage, Json, Language, chosen, fail, out, print_json, speaking

if TYPE_CHECKING:
    from bonafides.documents.models import Document

app = typer.Typer(help="Documents that were served: show, verify, list.", no_args_is_help=True)

Code = Annotated[str, typer.Argument(metavar="CODE", help="the code printed on the document, with or without hyphens")]


@app.command()
def show(
    code: Code,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="write it as an HTML file that stands alone")
    ] = None,
    pdf: Annotated[Path | None, typer.Option(metavar="FILE", help="write it as a PDF/A file")] = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """One document in words, or as a file."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.documents.render_html import render_html
    from bonafides.documents.render_pdf import render_pdf

    found = _found(code)
    spoken = _language(found, language)
    if html is not None:
        html.write_text(render_html(found, spoken), encoding="utf-8")
    if pdf is not None:
        pdf.write_bytes(render_pdf(found, spoken))
    if json:
        print_json(_as_json(found) | {"content": found.content})
    elif html is None and pdf is None:
        for line in _lines(found, spoken):
            out.print(line, markup=False)
    else:
        out.print("\n".join(str(one) for one in (html, pdf) if one is not None), markup=False)


@app.command()
def verify(
    code: Code,
    out_file: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="write the file that `bonafides verify document` checks offline"),
    ] = None,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """Whether a document stands as it was issued. Exit status: 0 it does, 1 it was changed or is not in the ledger yet."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.documents.verify import bundle_of
    from bonafides.documents.verify import verify as verdict_of

    found = _found(code)
    verdict = verdict_of(found)
    if out_file is not None and verdict.state == "stands":
        text = json_module.dumps(bundle_of(found).to_json(), ensure_ascii=False, indent=1)
        out_file.write_text(f"{text}\n", encoding="utf-8")
    told = {"state": verdict.state, "changed": list(verdict.changed), "ledger_index": verdict.index}
    if json:
        print_json(_as_json(found) | told)
    else:
        with speaking(language):
            out.print(_told(verdict.state, verdict.index), markup=False)
        if verdict.changed:
            out.print(f"  {', '.join(verdict.changed)}", markup=False)
    if verdict.state != "stands":
        raise typer.Exit(1)


@app.command("list")
def list_documents(
    case: Annotated[int | None, typer.Option(help="only those of this case")] = None,
    business: Annotated[str | None, typer.Option(metavar="CODE", help="only those of this business")] = None,
    form: Annotated[str | None, typer.Option(help="only those of this form, such as listing-decision")] = None,
    limit: Annotated[int, typer.Option(min=1, help="at most so many")] = 20,
    language: InLanguage = None,
    json: Json = False,
) -> None:
    """The last documents, the newest first, for whoever runs this installation. Who has a code may read that document."""
    from bonafides.cli.database import ready

    ready()
    from bonafides.documents.queries import documents_of
    from bonafides.entities.queries import entity_by_code
    from bonafides.sharing.lookup import look_up

    entity = None
    if business is not None:
        known = look_up(business).found
        if len(known) != 1:
            fail("--business: expected the code of one business of this register")
        entity = entity_by_code(*known[0]).pk
    found = documents_of(case=case, entity=entity, form=form, limit=limit)
    if json:
        print_json([_as_json(one) for one in found])
        return
    for one in found:
        title = one.content["title"][_language(one, language)]
        out.print(
            f"{_as_json(one)['code']}  {one.issued_on}  {one.number or '-':<22}  {one.entity.code}  {title}",
            markup=False,
        )
    if not found:
        out.print("no such document", markup=False)


def _found(code: str) -> Document:
    from bonafides.documents.queries import UnknownDocumentError, document_of

    try:
        return document_of(code)
    except UnknownDocumentError as error:
        fail(str(error))


def _language(found: Document, language: Language | None) -> str:
    spoken = chosen(language).value
    return spoken if spoken in found.languages else str(found.languages[0])


def _told(state: str, index: int | None) -> str:
    from django.utils.translation import gettext as _

    return {
        "stands": _("It stands as it was issued: entry %(index)s of the ledger.") % {"index": index},
        "waits": _("It is as it was issued, and waits for its place in the ledger (bonafides ledger seal)."),
        "changed": _(
            "It was changed behind the application's back. Do not rely on it; bonafides ledger audit names what was:"
        ),
    }[state]


def _as_json(found: Document) -> dict[str, Any]:
    from bonafides.documents.paper import address_of
    from bonafides.kernel.documents.code import grouped

    after = getattr(found, "replaced_by", None)
    return {
        "code": grouped(found.code), "form": found.form, "number": found.number, "agency": str(found.agency),
        "business": found.entity.code, "case": found.case, "issued_on": str(found.issued_on), "act": found.act_id,
        "address": address_of(found), "replaced_by": None if after is None else grouped(after.code),
    }  # fmt: skip


def _lines(found: Document, language: str) -> list[str]:
    from bonafides.documents.paper import paper

    told = paper(found, language)
    lines = [told["agency"], told["title"], told["number"], "", *(f"{name}: {value}" for name, value in told["to"]), ""]
    for block in told["blocks"]:
        if "rows" in block:
            lines += [f"  {name}: {value}" for name, value in block["rows"]]
        elif "list" in block:
            lines += [f"  {place}. {one}" for place, one in enumerate(block["list"], 1)]
        else:
            lines += ["", block["heading"]] if "heading" in block else [block["text"]]
    lines += ["", told["enclosed"], told["agency"], told["day"], told["officer"], told["authentic"]]
    return [*lines, f"{told['check']['code']}  {told['check']['address']}"]
