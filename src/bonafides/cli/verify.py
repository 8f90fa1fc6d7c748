"""`bonafides verify`: what an outsider checks, offline: no database, no Django, only the kernel and the files given.

One exception: a draw of millions, whose subjects stand in a Parquet file, is recomputed with DuckDB.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from bonafides.cli.output import InLanguage, Json, Language, chosen, err, fail, print_json
from bonafides.cli.verify_texts import STEPS, TEXTS
from bonafides.cli.verify_token import token
from bonafides.kernel.documents.bundle import Bundle as Document
from bonafides.kernel.draw.bundle import Bundle
from bonafides.kernel.draw.commitment import format_time
from bonafides.kernel.draw.errors import Refused as DrawRefused
from bonafides.kernel.draw.opening import Opening
from bonafides.kernel.draw.verify import Recompute, verify_opening
from bonafides.kernel.draw.verify import verify as verify_bundle
from bonafides.kernel.merkle.audit import audit
from bonafides.kernel.merkle.checkpoints import Checkpoint, Opened, Trust, open_checkpoint
from bonafides.kernel.merkle.errors import Refused
from bonafides.kernel.merkle.notes import Verifier
from bonafides.kernel.merkle.receipts import Disclosed, Receipt, parse_extra

app = typer.Typer(no_args_is_help=True, help="Check receipt, log, draw, document or token, offline.")

_KEY = "a key of the log that you trust, name+id+base64, or a file that holds it; may be given again"
LogKeys = Annotated[list[str] | None, typer.Option("--log-key", metavar="KEY", help=_KEY)]
WitnessKeys = Annotated[
    list[str] | None, typer.Option("--witness-key", metavar="KEY", help="a witness that you trust; may be given again")
]
Quorum = Annotated[int, typer.Option("--witnesses", min=0, help="how many of them must have seen the log")]


@app.callback()
def verify() -> None:
    """Check receipt, log, draw, document or token, offline."""


app.command()(token)


@app.command()
def proof(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="the receipt, a .tlog-proof file")],
    *,
    log_key: LogKeys = None,
    witness_key: WitnessKeys = None,
    witnesses: Quorum = 0,
    language: InLanguage = None,
    as_json: Json = False,
) -> None:
    """Check that the content of a receipt stands in the log. Exit status: 0 it does, 1 it does not, 2 misuse."""
    with _refusing(as_json=as_json):
        trust = _trust(log_key, witness_key, witnesses)
        receipt = Receipt.parse(_text(file))
        shown = parse_extra(receipt.extra)
        opened = receipt.verify(shown.entry(), trust)
    content = shown.content if isinstance(shown, Disclosed) else None
    facts = {"index": receipt.index, "content": content, "entry": shown.entry().hex()} | _opened(opened)
    say = _sayer(language)
    told = [say("proof" if content is not None else "closed_proof", **facts), *_witnessed(say, opened)]
    told += [json.dumps(content, ensure_ascii=False)] if content is not None else []
    _answer(facts, as_json, *told)


@app.command()
def document(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="the document's file, or the answer of the API")],
    *,
    log_key: LogKeys = None,
    witness_key: WitnessKeys = None,
    witnesses: Quorum = 0,
    language: InLanguage = None,
    as_json: Json = False,
) -> None:
    """Check that a document is as it was issued and stands in the log. Exit status: 0 it does, 1 it does not, 2 misuse."""
    with _refusing(as_json=as_json):
        trust = _trust(log_key, witness_key, witnesses)
        given = _json(file)
        bundle = Document.of_json(given["bundle"] if isinstance(given, dict) and "bundle" in given else given)
        opened = bundle.verify(trust)
    content, say = bundle.content, _sayer(language)
    facts = {"code": bundle.code, "number": content.get("number"), "content": content} | _opened(opened)
    title = content.get("title", {}).get(_code(language)) or content.get("form")
    told = say("document", title=title, number=facts["number"] or "–", code=bundle.code, origin=facts["origin"])
    _answer(facts, as_json, told, *_witnessed(say, opened))


@app.command()
def log(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="the log's files: checkpoint and tile/")],
    *,
    log_key: LogKeys = None,
    witness_key: WitnessKeys = None,
    witnesses: Quorum = 0,
    old: Annotated[
        Path | None, typer.Option("--old", help="a checkpoint kept from before, which it must go on from")
    ] = None,
    language: InLanguage = None,
    as_json: Json = False,
) -> None:
    """Recompute a whole log from its files. Exit status: 0 all is as signed, 1 it is not, 2 misuse."""

    def read(path: str) -> bytes | None:
        try:
            return (folder / path).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    with _refusing(as_json=as_json):
        trust = _trust(log_key, witness_key, witnesses)
        # The older checkpoint was signed by the same log; who saw it then is not asked again.
        kept: Checkpoint | None = None
        if old is not None:
            kept = open_checkpoint(_text(old), Trust(trust.log_keys, origin=trust.origin)).checkpoint
        with err.status("checking every entry of the log"):
            found = audit(read, trust, kept)
    facts = _opened(found.opened) | {"tiles": found.tiles, "entries": found.entries, "old": kept.size if kept else None}
    say = _sayer(language)
    lines = [say("log", **facts), *_witnessed(say, found.opened)]
    lines.append(say("entries" if found.entries else "no_entries", **facts))
    lines.append(say("goes_on", **facts) if kept else say("no_old"))
    _answer(facts, as_json, *lines)


@app.command()
def draw(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="the public's bundle, or the auditor's")],
    *,
    opening: Annotated[
        Path | None, typer.Option("--opening", help="a business's opening: check its own ticket")
    ] = None,
    log_key: LogKeys = None,
    witness_key: WitnessKeys = None,
    witnesses: Quorum = 0,
    language: InLanguage = None,
    as_json: Json = False,
) -> None:
    """Check a draw as far as the bundle opens it. Exit status: 0 what it shows holds, 1 it does not, 2 misuse."""
    with _refusing(as_json=as_json):
        trust = _trust(log_key, witness_key, witnesses) if log_key else None
        given = Bundle.of_json(_json(bundle))
        file = bundle.parent / given.subjects_file if given.subjects_file else None
        with err.status("recomputing the draw"):
            shown = verify_bundle(given, trust, _recompute(file))
        own = verify_opening(given, Opening.of_json(_json(opening))) if opening else None
    facts: dict[str, Any] = {
        "draw": given.commitment.draw,
        "commitment": given.commitment.hash().hex(),
        "seed": shown.seed.hex(),
        "subjects": given.commitment.subjects,
        "drawn": len(given.result.drawn),
        "shown": list(shown.shown),
        "not_shown": list(shown.unshown),
        "known_at": format_time(shown.known_at) if shown.known_at else None,
    }
    say = _sayer(language)
    steps = STEPS[_code(language)]
    lines = [say("draw", **facts), say("commitment", **facts), say("seed", **facts)]
    lines += [say("shown", step=steps[step]) for step in shown.shown]
    lines += [say("not_shown", step=steps[step]) for step in shown.unshown]
    lines += [say("no_file", file=file)] if file is not None and not file.is_file() else []
    if own is not None:
        facts["own"] = {
            "code": own.code,
            "stratum": own.stratum,
            "ticket": own.ticket.hex(),
            "threshold": own.threshold.hex() if own.threshold else None,
            "drawn": own.drawn,
            "excluded": own.excluded,
        }
        lines.append(say("own_out" if own.excluded else "own_drawn" if own.drawn else "own_not", **facts["own"]))
    _answer(facts, as_json, *lines)


def _recompute(file: Path | None) -> Recompute | None:
    """What works out a draw of millions from the file of its subjects; the kernel works out the others."""
    if file is None or not file.is_file():
        return None
    from bonafides.inspections.bulk.verification import BulkList

    return BulkList(file)


@contextmanager
def _refusing(*, as_json: bool) -> Iterator[None]:
    """A refusal in one line, and for programs in JSON too; status 1."""
    try:
        yield
    except (Refused, DrawRefused) as error:
        if as_json:
            print_json({"holds": False, "reason": str(error)})
        fail(str(error))


def _trust(log_keys: list[str] | None, witness_keys: list[str] | None, quorum: int) -> Trust:
    if not log_keys:
        raise typer.BadParameter("without a key that you trust a log proves nothing; give one", param_hint="--log-key")
    keys = [[Verifier.parse(_key(one)) for one in given] for given in (log_keys, witness_keys or [])]
    return Trust(keys[0], keys[1], quorum)


def _key(given: str) -> str:
    path = Path(given)
    return _text(path) if "+" not in given or path.is_file() else given


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path}: it is not UTF-8") from error


def _json(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise Refused(f"{path}, line {error.lineno}: expected JSON: {error.msg}") from error


def _opened(opened: Opened) -> dict[str, Any]:
    return {
        "origin": opened.checkpoint.origin,
        "size": opened.checkpoint.size,
        "root": opened.checkpoint.root.hex(),
        "signed_by": [f"{key.name}+{key.key_id.hex()}" for key in opened.signed_by],
        "seen_by": [{"witness": one.witness.name, "time": one.time} for one in opened.seen],
    }


def _witnessed(say: Callable[..., str], opened: Opened) -> list[str]:
    return [say("seen", witnesses=", ".join(one.witness.name for one in opened.seen)) if opened.seen else say("unseen")]


def _code(language: Language | None) -> str:
    return "zh" if chosen(language) is Language.CHINESE else "en"


def _sayer(language: Language | None) -> Callable[..., str]:
    texts = TEXTS[_code(language)]
    return lambda name, **facts: texts[name].format_map(facts)


def _answer(facts: dict[str, Any], as_json: bool, *lines: str) -> None:  # noqa: FBT001  # as the option is given
    if as_json:
        print_json({"holds": True} | facts)
        return
    for line in lines:
        typer.echo(line)
