"""An act is whole or not at all, and leaves a row that says who, for whom, on which basis and why; an event; a leaf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests import registry

from bonafides.acts import authority
from bonafides.acts.act import Acting, ActRefusedError, Evidence, Role, official_act
from bonafides.acts.leaves import content_of_act
from bonafides.acts.models import Act, Event, Leaf, QueuedLeaf
from bonafides.acts.sealed import listed
from bonafides.entities.models import CodeException
from bonafides.kernel.merkle.entries import commitment, entry_of

pytestmark = pytest.mark.django_db
CODES = [f"9199000000000000{number:02}" for number in range(30)]


@official_act("tests.except_one", by=(Role.OPERATOR, Role.DECIDER))
def except_one(acting: Acting, code: str = CODES[0], *, then: BaseException | None = None) -> CodeException:
    """An act that writes, and may fail behind that."""
    made = acting.write(
        CodeException, scheme="tests", code=code, authority=str(acting.id), confirmed_on=date(2026, 1, 1)
    )
    acting.subject, acting.details = 7, {"code": code}
    acting.tell(code=code)
    if then is not None:
        raise then
    return made


@official_act("tests.except_many", by=(Role.OPERATOR,), evidence=True)
def except_many(acting: Acting, codes: list[str]) -> list[CodeException]:
    """An act of many rows that another act is part of, and that commits to something beside itself."""
    rows = [{"scheme": "tests", "code": one, "authority": "x", "confirmed_on": date(2026, 1, 1)} for one in codes[1:]]
    acting.details = {"codes": len(codes)}
    except_one(acting, codes[0])
    acting.leaf({"draw_commitment": "00" * 32})
    return acting.write_many(CodeException, rows)


class Officers:
    """Officer 1 of `toy/a` decides, and is a partner in business 7."""

    def why_not(self, pack: str, agency: str, officer: str, by: tuple[Role, ...]) -> str | None:
        known = (pack, agency, officer) in {("toy", "a", "1"), ("toy", "a", "2")} and Role.DECIDER in by
        return None if known else f"officer {officer} of {agency} is not one: appoint"

    def why_recused(self, pack: str, agency: str, officer: str, subject: int) -> str | None:
        return f"officer {officer} is a partner in this business" if (officer, subject) == ("1", 7) else None


@pytest.fixture
def _officers() -> Iterator[None]:
    before = authority._authority
    authority.set_authority(Officers())
    yield
    authority.set_authority(before)


@pytest.mark.parametrize("missing", ["officer", "agency", "basis", "reason"])
@pytest.mark.parametrize("blank", ["", "   ", "\u3000\n"])
def test_refused_without(missing: str, blank: str) -> None:
    before = registry.digest()
    with pytest.raises(ActRefusedError, match=f"an act needs its {missing}: give it, nothing was changed"):
        except_one(replace(registry.officer(), **{missing: blank}))
    assert registry.digest() == before


def test_the_row_of_an_act() -> None:
    acting = replace(registry.officer("because"), evidence=(Evidence("file", "a.pdf", "ab" * 32), Evidence("act", "9")))
    before = registry.moment()
    made = except_one(acting)
    act = Act.objects.get()
    assert (act.pk, act.name, act.officer, act.agency, act.pack) == (
        acting.id, "tests.except_one", "Officer Li", "operator", "",
    )  # fmt: skip
    assert (act.basis, act.reason, act.subject, act.details) == ("LAW art. 1", "because", 7, {"code": CODES[0]})
    assert act.evidence == [{"kind": "file", "ref": "a.pdf", "sha256": "ab" * 32}, {"kind": "act", "ref": "9"}]
    assert act.rows == {"entities_codeexception": {str(made.pk): bytes(made.seal).hex()}}
    assert before <= act.at <= registry.moment()
    assert made.authority == str(act.pk), "what an act writes can name the act"
    assert (acting.subject, acting.details) == (None, None), "the next act of the same person is about something else"


def test_the_leaf_commits_to_the_row() -> None:
    except_one(registry.officer())
    act, leaf = Act.objects.get(), Leaf.objects.get()
    assert leaf.act_id == act.pk
    assert list(QueuedLeaf.objects.values_list("leaf", flat=True)) == [leaf.pk]
    assert bytes(leaf.entry) == entry_of(commitment(bytes(leaf.salt or b""), content_of_act(act)))
    assert content_of_act(act).keys() == {
        "act", "name", "at", "officer", "agency", "pack", "subject", "basis", "reason", "evidence", "details", "rows",
    }  # fmt: skip


def test_the_event_tells_numbers_and_codes() -> None:
    except_one(registry.officer("a reason that nobody is told"))
    event = Event.objects.get()
    assert event.data == {"act": Act.objects.get().pk, "code": CODES[0]}


def test_many_rows_an_act_within_and_a_leaf_beside() -> None:
    acting = replace(registry.officer(), evidence=(Evidence("record", "a/r1"),))
    made = except_many(acting, CODES)
    outer, inner = Act.objects.get(name="tests.except_many"), Act.objects.get(name="tests.except_one")
    assert outer.pk == acting.id != inner.pk
    assert outer.rows == {"entities_codeexception": listed({one.pk: bytes(one.seal) for one in made})}
    assert len(outer.rows["entities_codeexception"]) == len(CODES) - 1
    assert (outer.details, inner.details, outer.subject) == ({"codes": 30}, {"code": CODES[0]}, None)
    [beside] = Leaf.objects.filter(act=outer).exclude(content=None)
    assert beside.content == {"draw_commitment": "00" * 32}
    assert bytes(beside.entry) == entry_of(commitment(bytes(beside.salt or b""), beside.content))
    assert QueuedLeaf.objects.count() == Leaf.objects.count() == 3


def test_above_256_rows_their_root(monkeypatch: pytest.MonkeyPatch) -> None:
    seals = {number: sha256(b"%d" % number).digest() for number in range(1, 258)}
    assert len(listed({number: seals[number] for number in range(1, 257)})) == 256
    many = listed(seals)
    assert many.keys() == {"count", "root"}
    assert many["count"] == 257
    swapped = seals | {1: seals[2], 2: seals[1]}
    assert listed(swapped)["root"] != many["root"], "a row is bound to its number"
    assert listed(dict(reversed(seals.items()))) == many


@pytest.mark.parametrize("error", [ActRefusedError("no"), ValueError("a defect"), KeyboardInterrupt()])
def test_nothing_half_done(error: BaseException) -> None:
    before = registry.digest()
    with pytest.raises(type(error)):
        except_one(registry.officer(), then=error)
    assert registry.digest() == before


def test_the_database_undoes_it_too() -> None:
    except_one(registry.officer())
    before = registry.digest()
    with pytest.raises(IntegrityError), transaction.atomic():
        except_one(registry.officer())
    assert registry.digest() == before


def test_evidence_is_needed_where_the_act_says_so() -> None:
    with pytest.raises(ActRefusedError, match=r"tests.except_many needs evidence: name a record, file, act or draw"):
        except_many(registry.officer(), CODES)


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        (Evidence("rumour", "x"), "expected the kind record, file, act, draw, came 'rumour'"),
        (Evidence("act", " "), "expected where the act is, came nothing"),
        (Evidence("file", "a.pdf"), "expected the SHA-256 of the file a.pdf, came none"),
        (Evidence("file", "a.pdf", "AB" * 32), "expected a SHA-256 as 64 small hexadecimal digits"),
    ],
)
def test_evidence_has_a_form(evidence: Evidence, told: str) -> None:
    with pytest.raises(ActRefusedError, match=told):
        except_one(replace(registry.officer(), evidence=(evidence,)))


@pytest.mark.parametrize("value", [0.5, {1: "x"}, 2**53, {1}, object()])
def test_details_are_exact(value: Any) -> None:
    @official_act("tests.tell_details", by=(Role.OPERATOR,))
    def tell_details(acting: Acting) -> None:
        acting.details = {"a": [value]}

    with pytest.raises(TypeError, match=r"details\.a\[0\]: "):
        tell_details(registry.officer())
    assert not Act.objects.exists()


@pytest.mark.parametrize(
    "change", [{"officer": "another"}, {"agency": "a"}, {"pack": "toy"}, {"basis": "x"}, {"reason": "x"}]
)
def test_who_acts_cannot_be_changed_on_the_way(change: dict[str, str]) -> None:
    @official_act("tests.pretend", by=(Role.OPERATOR,))
    def pretend(acting: Acting) -> None:
        for word, value in change.items():
            setattr(acting, word, value)

    with pytest.raises(RuntimeError, match="who acts was changed after the permission was given"):
        pretend(registry.officer())
    assert not Act.objects.exists()


def test_writing_outside_of_an_act() -> None:
    with pytest.raises(RuntimeError, match="while an act runs"):
        registry.officer().write(CodeException, code="x")
    with pytest.raises(RuntimeError, match="while an act runs"):
        registry.officer().leaf({})


@pytest.mark.usefixtures("_officers")
@pytest.mark.parametrize(
    ("who", "told"),
    [
        ({"officer": "1", "agency": "a", "pack": "toy"}, "officer 1 is a partner in this business"),
        ({"officer": "3", "agency": "a", "pack": "toy"}, "officer 3 of a is not one: appoint"),
        ({"officer": "2", "agency": "a"}, "expected the pack whose agency a is, came none"),
        ({"pack": "toy"}, "for operator or decider of an agency, not for the operator"),
    ],
)
def test_who_may_not(who: dict[str, str], told: str) -> None:
    before = registry.digest()
    with pytest.raises(ActRefusedError, match=rf"tests.except_one: .*{told}.*; nothing was changed"):
        except_one(replace(registry.officer(), **who))
    assert registry.digest() == before


@pytest.mark.usefixtures("_officers")
def test_an_officer_may() -> None:
    except_one(replace(registry.officer(), officer="2", agency="a", pack="toy"))
    assert Act.objects.get().pack == "toy"


@pytest.mark.usefixtures("_officers")
def test_what_is_for_the_operator_alone() -> None:
    acting = replace(registry.officer(), officer="2", agency="a", pack="toy", evidence=(Evidence("act", "1"),))
    with pytest.raises(ActRefusedError, match="for the operator of this installation, not for officers of a"):
        except_many(acting, CODES)


def test_without_a_layer_that_knows_officers_there_are_none() -> None:
    why = authority._Nobody().why_not("toy", "a", "1", (Role.DECIDER,))
    assert why == "no officers are known here, so that officer 1 of a cannot act"


def test_an_act_costs_few_statements() -> None:
    with CaptureQueriesContext(connection) as asked:
        except_one(registry.officer())
    assert [query["sql"].split()[0] for query in asked.captured_queries] == [
        "SAVEPOINT", "SELECT", "INSERT", "WITH", "RELEASE",
    ]  # fmt: skip


def test_an_act_says_that_it_is_one() -> None:
    assert except_one.official_act == "tests.except_one"  # type: ignore[attr-defined]
    assert except_one.by == (Role.OPERATOR, Role.DECIDER)  # type: ignore[attr-defined]
