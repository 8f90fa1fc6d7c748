"""`bonafides code`: what a code is, whether it is valid, and why not. No database; starts without Django."""

import csv
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from bonafides.kernel.identifiers import BUILT_IN, Check, DivisionTable, Scheme, Title, positions, scheme
from bonafides.kernel.identifiers.divisions_of_stdnum import divisions_of_stdnum
from bonafides.kernel.identifiers.normalise import is_nothing, normalise
from bonafides.kernel.identifiers.texts import CHANGES, Language, reason_text, warning_texts

BULK = 5_000
"""From so many codes on it pays to load polars."""

_NARROWEST, _WIDEST = 18, 40  # of the column of codes, in a terminal's cells
_SAMPLE = 1_000  # cells that decide how wide it is

app = typer.Typer(no_args_is_help=True, help="Codes that identify a business.")


@app.callback()
def code() -> None:
    """Codes that identify a business."""


@app.command()
def check(
    codes: Annotated[list[str] | None, typer.Argument(metavar="CODE", help="The codes.")] = None,
    *,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            "-f",
            help="One code a line, or the first column of a CSV; UTF-8 or GB18030; - for standard input.",
        ),
    ] = None,
    scheme_name: Annotated[str, typer.Option("--scheme", help=", ".join(BUILT_IN))] = "uscc",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    language: Annotated[str | None, typer.Option("--language", help="en or zh; default: the system's.")] = None,
) -> None:
    """Check codes, one line each. Exit status: 0 all are valid, 1 some are not, 2 misuse."""
    if (file is None) == (not codes):
        raise typer.BadParameter("give either codes or --file")
    divisions = divisions_of_stdnum()
    try:
        chosen = scheme(scheme_name, divisions=divisions)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--scheme") from error
    cells = _cells_of(file) if file else [cell.encode(errors="replace").decode() for cell in codes or []]
    reads = _language(language)
    show = _json_lines(reads, divisions) if as_json else _text_lines(reads, cells)
    invalid = 0
    for answer in _checks(cells, chosen):
        invalid += not answer.valid
        show(answer)
    if file:
        typer.echo(f"{len(cells):,} codes: {len(cells) - invalid:,} valid, {invalid:,} invalid", err=True)
    raise typer.Exit(1 if invalid else 0)


def _cells_of(file: Path) -> list[str]:
    """Read one code a line, or the first column of a CSV. A first line without any digit is a heading."""
    try:
        text = _decoded(sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes())
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="--file") from error
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{file} is neither UTF-8 nor GB18030", param_hint="--file") from error
    cells = [cell for line in text.split("\n") if (cell := _first_cell(line.rstrip("\r"))).strip()]
    if len(cells) > 1 and _is_heading(cells[0]):
        typer.echo(f"heading: {_printable(cells.pop(0))}", err=True)
    if not cells:
        raise typer.BadParameter(f"{file} has no codes", param_hint="--file")
    return cells


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _first_cell(line: str) -> str:
    if line.startswith('"'):
        return next(csv.reader([line]))[0]
    return line.split(",", 1)[0]


def _is_heading(cell: str) -> bool:
    return not is_nothing(normalise(cell)[0]) and not any(mark.isdigit() or mark == "@" for mark in cell)


def _language(asked: str | None) -> Language:
    if asked not in (None, "en", "zh"):
        raise typer.BadParameter("en or zh", param_hint="--language")
    system = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if (asked or system).startswith("zh") else "en"


def _checks(cells: list[str], chosen: Scheme) -> Iterator[Check]:
    """Check every cell; many in bulk, and then singly only those of which there is something to say."""
    if len(cells) < BULK:
        yield from map(chosen.check, cells)
        return
    import polars as pl  # costs a tenth of a second, which a few codes need not wait

    from bonafides.kernel.identifiers.bulk import validate

    answers = validate(pl.Series(cells, dtype=pl.String), chosen)
    plain = answers["valid"] & (answers["warnings"] == "") & (answers["changes"] == "")
    for cell, nothing_to_say in zip(cells, plain, strict=True):
        yield Check(chosen.name, cell, cell, valid=True) if nothing_to_say else chosen.check(cell)


def _text_lines(reads: Language, cells: list[str]) -> Callable[[Check], None]:
    """Return what writes one aligned line: the code, valid or invalid, and what there is to say of it."""
    from rich.cells import cell_len

    width = max(_NARROWEST, *(min(cell_len(cell), _WIDEST) for cell in cells[:_SAMPLE]))
    verdicts = {"en": {True: "valid  ", False: "invalid"}, "zh": {True: "有效", False: "无效"}}[reads]

    def parts(answer: Check) -> tuple[str, str, str]:
        shown = _printable(answer.code if answer.code is not None else answer.given)
        if cell_len(shown) > _WIDEST:
            shown = shown[: _WIDEST // 2 - 1] + "…"
        return (
            shown + " " * (width - cell_len(shown)),
            verdicts[answer.valid],
            _printable(_remarks(answer, reads)),
        )

    if not sys.stdout.isatty():
        return lambda answer: _write("  ".join(parts(answer)).rstrip())

    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True)

    def coloured(answer: Check) -> None:
        shown, verdict, remarks = parts(answer)
        colour = "red" if not answer.valid else "yellow" if answer.warnings else "green"
        console.print(Text.assemble(shown, "  ", (verdict, colour), "  ", (remarks, "" if answer.reason else "dim")))

    return coloured


def _remarks(answer: Check, reads: Language) -> str:
    remarks = [reason_text(answer, reads), *warning_texts(answer, reads)]
    if answer.suggestion:
        remarks.append({"en": f"Perhaps {answer.suggestion}?", "zh": f"是否为 {answer.suggestion}？"}[reads])
    if answer.changes:
        remarks.append("(" + ", ".join(CHANGES[change][reads] for change in answer.changes) + ")")
    return " ".join(filter(None, remarks))


def _json_lines(reads: Language, divisions: DivisionTable) -> Callable[[Check], None]:
    """Return what writes one JSON object a line (JSON Lines)."""

    encode = json.JSONEncoder(ensure_ascii=False).encode

    def show(answer: Check) -> None:
        line = {
            "code": answer.code,
            "given": answer.given,
            "scheme": answer.scheme,
            "valid": answer.valid,
            "reason": answer.reason,
            "warnings": answer.warnings,
            "changes": answer.changes,
            "suggestion": answer.suggestion,
            "text": [text for text in (reason_text(answer, reads), *warning_texts(answer, reads)) if text],
            "positions": _positions(answer, divisions),
        }
        _write(encode(line))

    return show


def _positions(answer: Check, divisions: DivisionTable) -> dict[str, Any] | None:
    """Say what the positions of a valid USCC mean; other schemes have no tables."""
    if answer.code is None or answer.scheme != "uscc":
        return None
    read = positions(answer.code, divisions)
    return {
        "authority": {"code": read.authority} | _names(read.authority_name),
        "kind": {"code": read.pair} | _names(read.pair_name),
        "division": {"code": read.division, "name": read.division_name},
        "organisation_code": {"code": read.organisation_code, "check_holds": read.inner_check_holds},
        "check_character": read.check_character,
    }


def _names(title: Title | None) -> dict[str, str | None]:
    return {"en": title.en if title else None, "zh": title.zh if title else None}


def _printable(text: str) -> str:
    """A cell must not steer the terminal that shows it."""
    return text if text.isprintable() else "".join(character if character.isprintable() else "�" for character in text)


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
