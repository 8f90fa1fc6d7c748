"""The business's own board, by the code of a document: both sides' deadlines, the overdue first; one matter, and no other."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cli.conftest import Run, run
from tests.listings.way import applied, record_of
from tests.portal.page import faults, read
from tests.procedures import world
from tests.procedures.conftest import OnDay, listed, on_day, var
from tests.procedures.test_ends import published

from bonafides.acts.ends import expire
from bonafides.documents.models import Document
from bonafides.kernel.documents.code import grouped
from bonafides.procedures.acts.open_case import open_case
from bonafides.procedures.board import board
from bonafides.procedures.models import Case
from bonafides.records.models import Record

__all__ = ["listed", "on_day", "run", "var"]  # fixtures
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("listed")]
LATE = date(2026, 6, 2)


def notified(ref: str = "P-1") -> tuple[Case, str]:
    """A case whose business was told, and the code of what it was told."""
    case = world.opened(world.penalty(ref)) if ref != "P-1" else world.opened()
    world.step(case, "serve-notice", files=[world.file()])
    return case, Document.objects.get(case=case.pk).code


@pytest.mark.parametrize(
    ("language", "yours", "theirs", "remedies"),
    [
        ("en", "until 2026-03-09", "until 2026-06-01", "What the authority has to do"),
        ("zh-hans", "至 2026-03-09", "至 2026-06-01", "行政机关应当办理的事项"),
    ],
)
def test_both_sides_in_both_languages(client: Client, language: str, yours: str, theirs: str, remedies: str) -> None:
    _, code = notified()
    answer = client.get(f"/boards/{code}", headers={"accept-language": language})
    assert (answer.status_code, "no-store" in answer.headers["Cache-Control"]) == (200, True)
    page = read(answer.content)
    assert faults(page) == []
    assert page.all("script") == []
    mine, other = page.all("section")[:2]
    assert (yours in mine.text, theirs in other.text) == (True, True)
    assert theirs not in mine.text
    assert remedies in other.text


def test_what_is_overdue_comes_first_and_is_escalated(client: Client, on_day: OnDay) -> None:
    _, code = notified()
    on_day(LATE)
    found = client.get(f"/api/v1/boards/{code}").json()
    assert [(one["clock"], one["overdue"], one["escalated"]) for one in found["tasks"]] == [
        ("decision-due", True, False)
    ]
    expire(LATE)
    found = client.get(f"/api/v1/boards/{code}").json()
    assert [(one["whose"], one["due"], one["escalated"]) for one in found["tasks"]] == [("agency", "2026-06-01", True)]
    page = client.get(f"/boards/{code}", headers={"accept-language": "en"}).content.decode()
    assert "Overdue; recorded in the public ledger" in page


def test_a_code_as_it_was_typed_leads_there_and_another_leads_nowhere(client: Client) -> None:
    _, code = notified()
    assert client.get("/boards/", {"code": f" {grouped(code).lower()}"})["Location"] == f"/boards/{code}"
    assert client.get(f"/boards/{grouped(code)}")["Location"] == f"/boards/{code}"
    for wrong in ("0" * 24, "x", "%00", "' OR 1=1 --", code[:-1]):
        assert client.get(f"/boards/{wrong}").status_code == 404
        assert client.get(f"/api/v1/boards/{wrong}").status_code == 404


def test_another_matter_is_not_told(client: Client) -> None:
    """A decision that is shown to a bank tells nothing of another case of the business."""
    case, code = notified()
    other, other_code = notified("P-2")
    assert {one["case"] for one in client.get(f"/api/v1/boards/{code}").json()["tasks"]} == {case.pk}
    assert {one["case"] for one in client.get(f"/api/v1/boards/{other_code}").json()["tasks"]} == {other.pk}


def test_what_the_listing_published_and_the_application_about_it_are_one_matter(client: Client, on_day: OnDay) -> None:
    case = published(on_day)
    code = Document.objects.filter(case=case.pk, form="listing-decision").get().code
    on_day(date(2027, 3, 12))
    removal = applied(record_of(case))
    found = client.get(f"/api/v1/boards/{code}").json()
    assert {one["case"] for one in found["tasks"]} == {case.pk, removal.pk}


def test_a_case_that_the_business_was_not_told_of_is_not_told_here(client: Client) -> None:
    """Another case about the same penalty, in which nothing was served."""
    _, code = notified()
    record = Record.objects.get(source_ref="P-1")
    secret = open_case(
        world.acting("1"), "reconsideration", entity=record.entity, record=record, files=[world.file()],
        fields={"body": "澄岚县人民政府", "file_no": "澄府复〔2026〕1号"},
    )  # fmt: skip
    assert secret.pk not in {one["case"] for one in client.get(f"/api/v1/boards/{code}").json()["tasks"]}


def test_remedies_that_are_open_are_told_until_their_day(client: Client, on_day: OnDay) -> None:
    case = published(on_day)
    code = Document.objects.filter(case=case.pk, form="listing-decision").get().code
    open_now = client.get(f"/api/v1/boards/{code}").json()["remedies"]
    assert len(open_now) == 2
    assert {tuple(sorted(one["text"])) for one in open_now} == {("en", "zh")}
    on_day(date(2027, 3, 12))
    assert client.get(f"/api/v1/boards/{code}").json()["remedies"] == []


def test_the_command_shows_the_same(run: Run, client: Client) -> None:
    _, code = notified()
    said = run("case", "board", "--document", code).out
    assert "What you have to do, or may do" in said
    assert said.index("until 2026-03-09") < said.index("until 2026-06-01")
    assert run("case", "board", "--document", code, "--json").json == client.get(f"/api/v1/boards/{code}").json()
    assert "leave out" in run("case", "board", "--document", code, "--agency", "tax", status=1).err


def test_however_many_cases_the_same_few_statements() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            board("cn", world.AGENCY, today=date(2026, 3, 2))
        # The wall goes inside by a savepoint, and out again: that reads nothing.
        return sum("SAVEPOINT" not in one["sql"] for one in queries)

    notified()
    board("cn", world.AGENCY, today=date(2026, 3, 2))  # the pack is read once
    one = asked()
    for number in range(2, 12):
        notified(f"P-{number}")
    assert (asked(), len(board("cn", world.AGENCY, today=date(2026, 3, 2)))) == (one, 22)
    assert one <= 6
