"""Out by an act, through the door, within the quota; back again, and the detector knows whose it was. Attacks among them."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.utils import timezone
from tests import registry
from tests.agencies.conftest import roster
from tests.sharing.conftest import Submit
from tests.sharing.test_scope import PURPOSES

from bonafides.acts.act import Acting, ActRefusedError, NotPermittedError
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.queries import agency
from bonafides.agencies.queries import officer as officer_of
from bonafides.agencies.roster import read_roster
from bonafides.entities.models import Entity
from bonafides.packs.load import parse_pack
from bonafides.sharing.access.models import Access, Export
from bonafides.sharing.acts import export as module
from bonafides.sharing.acts.export import Exported, Wanted, export
from bonafides.sharing.disclosure import NotDisclosedError
from bonafides.sharing.exports.choose import UnknownCodesError, of_codes, of_kind
from bonafides.sharing.exports.detect import detect
from bonafides.sharing.exports.drill import NoDrillError, leak_drill
from bonafides.sharing.exports.files import Form
from bonafides.sharing.exports.read import NotReadableError, alike, read_cells

pytestmark = pytest.mark.django_db
NUMBERS = {"export_gaps_per_mille": 30, "export_rows_a_month": 100}
KIND = "toy/fine"


@pytest.fixture(autouse=True)
def _register(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    files = dict(registry.TOY) | {"purposes.yaml": PURPOSES}
    registry.put_in_force(parse_pack({name: text.encode() for name, text in files.items()}, "toy"))
    submit(*(registry.row(f"A{n}", f"r{n}", value=n, secret=f"hidden-{n}", note=f"=SUM({n})") for n in range(30)))
    lines = roster(
        {"number": "7", "roles": "case-officer"},
        {"number": "8", "roles": "case-officer"},
        {"number": "9", "roles": "entry-clerk"},
    )
    enrol(registry.officer(), agency("toy", "b"), read_roster(lines), date(2020, 1, 1))
    monkeypatch.setattr(module, "number", lambda pack, name, day: NUMBERS[name])


def officer(number: str = "7") -> Acting:
    return Acting(number, "b", "LAW art. 3", "a test", pack="toy")


def wanted(*fields: str, purpose: str = "visit", form: Form = Form.CSV, case: str | None = "B-1") -> Wanted:
    return Wanted(KIND, fields or ("value", "note", "secret"), of_kind(KIND, 1_000), purpose, case, form)


def rows(made: Exported) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.content.decode("utf-8-sig"), newline="")))


def leaked(folder: Path, table: list[list[str]]) -> Path:
    path = folder / "leak.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(table)
    return path


def test_an_export_is_logged_marked_and_alters_nothing() -> None:
    made = export(officer(), wanted())
    head, *table = rows(made)
    assert head == [
        "line",
        "code",
        "agency",
        "record",
        "event_date",
        "valid_from",
        "valid_to",
        "value",
        "note",
        "secret",
    ]
    assert len(table) == made.export.rows == 30
    for row in table:
        n = row[1].removeprefix("A")
        assert row[7:] == [
            "…" if cell == "…" else own for cell, own in zip(row[7:], (n, f"'=SUM({n})", f"hidden-{n}"), strict=True)
        ]
    assert sum(cell == "…" for row in table for cell in row) == made.export.gaps
    looks = Access.objects.select_related("terms")
    assert looks.count() == 30
    assert {(one.terms.how, one.name, one.case) for one in looks} == {("export", "7", "B-1")}
    frame = pl.read_parquet(export(officer(), wanted(form=Form.PARQUET)).content)
    assert (frame.height, frame.columns) == (30, head)


def test_what_leaks_names_its_recipient(tmp_path: Path) -> None:
    mine, other = export(officer("7"), wanted()), export(officer("8"), wanted())
    one_line = detect(leaked(tmp_path, rows(mine)[5:6]))
    assert [one.export for one in one_line.named] == [mine.export]
    in_order = detect(leaked(tmp_path, [row[1:] for row in rows(other)]))
    assert [one.export for one in in_order.named] == [other.export]
    assert in_order.as_json()["named"][0]["officer"] == "8"
    both = detect(leaked(tmp_path, [*rows(mine)[1:9], *rows(other)[9:]]))
    assert {one.export for one in both.named} == {mine.export, other.export}
    typed = sorted([row[1], row[7]] for row in rows(mine)[1:])
    assert detect(leaked(tmp_path, typed)).named == [], "two sorted columns of thirty lines bear no mark any more"
    assert detect(leaked(tmp_path, [["B1", "no such"]])).suspected == []


@pytest.mark.parametrize(
    ("number", "asked", "error", "why"),
    [
        ("9", {}, NotPermittedError, "case-officer"),
        ("7", {"purpose": "agreed"}, NotDisclosedError, "no statutory duty"),
        ("7", {"purpose": "other"}, NotDisclosedError, "a purpose of b"),
        ("7", {"purpose": "look"}, NotDisclosedError, "`secret` with purpose `look`"),
        ("7", {"case": None}, NotDisclosedError, "name the case"),
    ],
)
def test_what_the_purpose_does_not_open_stays(
    number: str, asked: dict[str, Any], error: type[Exception], why: str
) -> None:
    with pytest.raises(error, match=why):
        export(officer(number), wanted(**asked))
    assert (Export.objects.count(), Access.objects.count()) == (0, 0)


def test_the_quota_is_of_the_agency_and_of_the_month() -> None:
    for number in ("7", "8", "7"):
        export(officer(number), wanted())
    with pytest.raises(ActRefusedError, match=r"is 100 rows a month .* 90 were taken, and this export has 30"):
        export(officer("8"), wanted())
    assert Access.objects.count() == 90
    with pytest.raises(ActRefusedError, match="expected 1 to"):
        export(officer(), Wanted(KIND, ["value"], [], "visit", "B-1"))


def test_the_database_alone_names_nobody(tmp_path: Path, settings: Any) -> None:
    made = export(officer(), wanted())
    path = leaked(tmp_path, rows(made))
    assert detect(path).named
    settings.LEDGER_FOLDER = str(tmp_path / "another")
    assert detect(path).named == []


def test_the_drill_names_the_right_one_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = registry.sql("SELECT count(*) FROM agencies_officer")
    told = leak_drill()
    assert told.passed
    assert {one.how: one.right for one in told.leaks}["a single line"]
    assert (Export.objects.count(), Access.objects.count()) == (0, 0)
    assert registry.sql("SELECT count(*) FROM agencies_officer") == before
    monkeypatch.setattr("bonafides.sharing.exports.drill.LEAST", 31)
    with pytest.raises(NoDrillError, match="31 businesses"):
        leak_drill()


def test_codes_are_looked_up() -> None:
    assert of_codes(["A1", " A2", ""]) == sorted(
        Entity.objects.filter(code__in=["A1", "A2"]).values_list("id", flat=True)
    )
    with pytest.raises(UnknownCodesError, match="came 1 of none"):
        of_codes(["A1", "Z9"])


@pytest.mark.parametrize(
    ("cell", "same"),
    [("２０２６年３月１日", "2026-03-01"), ("2026/3/1 00:00:00", "2026-03-01"), (" 1,200.50 ", "1200.5"), ("'=A", "=A"),
     ("是", "true"), ("Abc", "ＡＢＣ"), ("007", "7"), ("…", "…")],
)  # fmt: skip
def test_what_was_typed_anew_is_alike(cell: str, same: str) -> None:
    assert alike(cell) == alike(same)


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(NotReadableError, match="expected a table"):
        read_cells(path)


def test_the_api_gives_the_file_and_tells_auditors(client: Client) -> None:
    lines = roster({"number": "7", "roles": "case-officer;auditor"})
    enrol(registry.officer(), agency("toy", "b"), read_roster(lines), date(2020, 1, 1))
    token = issue_credential(registry.officer(), officer_of("toy", "b", "7"), timezone.now() + timedelta(days=1))
    headers = {"authorization": f"Bearer {token}"}
    asked = {
        "kind": KIND, "fields": ["value", "secret"], "codes": ["A1", "A2"], "purpose": "visit", "case": "B-1",
        "basis": "LAW art. 3", "reason": "a test",
    }  # fmt: skip

    def post(**other: object) -> Any:
        return client.post("/api/v1/exports", asked | other, content_type="application/json", headers=headers)

    answer = post()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert len(answer.content.decode("utf-8-sig").splitlines()) == 3
    assert int(answer.headers["X-Bonafides-Act"]) == Export.objects.get().act_id
    for other, status in (
        ({"codes": ["A1", "Z"]}, 400), ({"codes": ["A\0"]}, 400), ({"case": None}, 403), ({"purpose": "agreed"}, 403),
        ({"kind": "toy/none"}, 403), ({"fields": ["secret\0"]}, 400), ({"fields": []}, 400),
    ):  # fmt: skip
        assert post(**other).status_code == status, other
    assert client.post("/api/v1/exports", asked, content_type="application/json").status_code == 401
    told = client.get("/api/v1/alerts?since=2026-01-01", headers=headers)
    assert (told.status_code, told.json()) == (200, {"alerts": []})
    assert client.get("/api/v1/alerts").status_code == 401
