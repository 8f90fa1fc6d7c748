"""Officers in the bundle: frozen with the commitment, checked by each reader as far as it sees; each attack, caught."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.kernel.draw import made

from bonafides.kernel.draw.assigned import Sent
from bonafides.kernel.draw.bundle import Bundle, hold
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.officers import Officer
from bonafides.kernel.draw.opening import opening
from bonafides.kernel.draw.roster import Roster, Team
from bonafides.kernel.draw.subjects import Frozen, Subject
from bonafides.kernel.draw.verify import verify, verify_opening

SUBJECTS = made.placed(made.subjects({"one": 60, "two": 30, "three": 10}))
RATIOS = {"one": 300, "two": 1000, "three": 5000}
TEAM = made.team()


def held(
    team: Team = TEAM, gone: tuple[tuple[str, str], ...] = (), subjects: list[Subject] = SUBJECTS, **more: Any
) -> Bundle:
    committed = made.commitment(subjects, RATIOS, officers=team.hash(), **more)
    return read(hold(committed, subjects, made.EVIDENCE, gone, team=team))


def read(bundle: Bundle) -> Bundle:
    """As a reader gets it: through JSON."""
    return Bundle.of_json(json.loads(json.dumps(bundle.to_json())))


def sent(bundle: Bundle) -> Sent:
    assert bundle.result.assignment is not None
    return bundle.result.assignment


def with_sent(bundle: Bundle, change: Callable[[Sent], Sent]) -> Bundle:
    return replace(bundle, result=replace(bundle.result, assignment=change(sent(bundle))))


def test_each_reader_checks_the_assignment_as_far_as_it_sees_it() -> None:
    bundle = held()
    assert [one.code for one in sent(bundle).visits] == list(bundle.result.drawn)
    assert {"officers", "assignment"} <= set(verify(bundle).shown)
    shown = verify(read(bundle.for_the_public()))
    assert "officers" in shown.shown
    assert "assignment" in shown.unshown
    for code in bundle.result.drawn:
        verify_opening(bundle.for_the_public(), opening(bundle.commitment, Frozen(SUBJECTS), code))


def test_the_public_learns_neither_recusals_nor_capacities() -> None:
    victim = held().result.drawn[0]
    teams = [made.team(6, {f"o-{number}": {victim} for number in range(1, 1 + count)}) for count in (4, 5)]
    texts = [json.dumps(read(held(team).for_the_public()).to_json()) for team in teams]
    for text in texts:
        assert "recused" not in text
        assert "capacity" not in text
        assert "salt" not in text
        assert not [one.number for one in TEAM.officers if one.salt.hex() in text]
    assert json.loads(texts[1])["result"]["assignment"]["unserved"] == [{"code": victim}]


def test_the_auditor_is_told_why_nobody_can_go() -> None:
    victim = held().result.drawn[0]
    [left] = sent(held(made.team(6, {f"o-{number}": {victim} for number in range(1, 6)}))).unserved
    assert left.code == victim
    assert left.reasons == {"recused": 5, "too-few": 1}


def _changed(**change: Any) -> Team:
    return replace(TEAM, officers=(replace(TEAM.officers[0], **change), *TEAM.officers[1:]))


@pytest.mark.parametrize(
    "other",
    [
        _changed(capacity=10),
        _changed(recused=frozenset({"s-001"})),
        _changed(regions=frozenset("n")),
        _changed(fields=frozenset({"food", "drugs"})),
        _changed(salt=b"x" * 16),
        _changed(number="o-0"),
        replace(TEAM, officers=TEAM.officers[1:]),
        replace(TEAM, officers=(*TEAM.officers, replace(TEAM.officers[0], number="o-9"))),
        replace(TEAM, each=3),
        replace(TEAM, field="drugs"),
    ],
)
def test_officers_changed_after_the_commitment_are_refused(other: Team) -> None:
    bundle = held()
    with pytest.raises(Refused, match="the document of officers has the hash"):
        hold(bundle.commitment, SUBJECTS, made.EVIDENCE, team=other)
    with pytest.raises(Refused, match="the document of officers has the hash"):
        verify(replace(bundle, roster=other.roster(), team=other).for_the_public())


@pytest.mark.parametrize("member", ["capacity", "recused", "salt"])
def test_an_officer_opened_otherwise_than_frozen_is_refused(member: str) -> None:
    value = held().to_json()
    value["officers"][2][member] = {"capacity": 10, "recused": ["s-001"], "salt": "ab" * 16}[member]
    with pytest.raises(Refused, match="officer o-3: capacity, recusals or salt are not those that were frozen"):
        Bundle.of_json(value)


def _swap(bundle: Bundle, into: str) -> Bundle:
    first, *others = sent(bundle).visits
    swapped = replace(first, officers=(into, *first.officers[1:]))
    return with_sent(bundle, lambda one: replace(one, visits=(swapped, *others)))


def test_a_swapped_officer_is_caught() -> None:
    bundle = held()
    first = sent(bundle).visits[0]
    friend = next(one.number for one in TEAM.officers if one.number not in first.officers)
    with pytest.raises(
        Refused, match=f"{first.code}: by the pair hashes {', '.join(first.officers)} in s is to inspect"
    ):
        verify(_swap(bundle, friend))
    with pytest.raises(Refused, match="the pair hashes"):  # who leads is drawn too
        swapped = replace(first, officers=first.officers[::-1])
        verify(with_sent(bundle, lambda one: replace(one, visits=(swapped, *one.visits[1:]))))
    with pytest.raises(Refused, match="officer o-99 is not in the document that was committed to"):
        verify(_swap(bundle, "o-99").for_the_public())
    with pytest.raises(Refused, match="each once"):
        verify(_swap(bundle, first.officers[1]).for_the_public())


def test_the_public_sees_an_officer_of_another_region_or_field() -> None:
    places = [("o-1", "f", "n"), ("o-2", "f", "n"), ("o-3", "f", "s"), ("o-4", "f", "s"), ("o-5", "g", "n")]
    officers = [Officer(one, frozenset(field), frozenset(at), 9, salt=made.salt(one)) for one, field, at in places]
    bundle = held(Team.of("f", 2, officers))
    verify(bundle)
    north = next(one for one in sent(bundle).visits if one.region == "n")
    for friend in ("o-3", "o-5"):
        other = replace(north, officers=(north.officers[0], friend))
        forged = with_sent(
            bundle, lambda one, new=other: replace(one, visits=[new if v.code == new.code else v for v in one.visits])
        )
        with pytest.raises(Refused, match=f"officer {friend} was not listed for f in n"):
            verify(forged.for_the_public())


def test_a_visit_dropped_or_added_is_caught_by_the_public() -> None:
    bundle = held().for_the_public()
    code = sent(bundle).visits[0].code
    with pytest.raises(Refused, match=f"is reported without; not so: {code}"):
        verify(with_sent(bundle, lambda one: replace(one, visits=one.visits[1:])))
    extra = replace(sent(bundle).visits[0], code="s-000")
    with pytest.raises(Refused, match="not so: s-000"):
        verify(with_sent(bundle, lambda one: replace(one, visits=(extra, *one.visits))))
    with pytest.raises(Refused, match="an assignment comes with"):
        verify(replace(bundle, result=replace(bundle.result, assignment=None)))
    with pytest.raises(Refused, match="their document did not come"):
        verify(replace(bundle, roster=None))


def test_a_business_sees_that_its_visit_is_of_its_region_and_not_by_the_same_pair() -> None:
    first = sent(held()).visits[0]
    subjects = [
        replace(one, last_pair=tuple(sorted(first.officers))) if one.code == first.code else one for one in SUBJECTS
    ]
    bundle = held(subjects=subjects)
    assert set(sent(bundle).visits[0].officers) != set(first.officers)
    own = opening(bundle.commitment, Frozen(subjects), first.code)
    verify_opening(bundle, own)
    with pytest.raises(Refused, match="inspected it last come again"):
        verify_opening(with_sent(bundle, lambda one: replace(one, visits=(first, *one.visits[1:]))), own)
    moved = replace(sent(bundle).visits[0], region="n")
    with pytest.raises(Refused, match="the visit is in n; it was frozen in s"):
        verify_opening(with_sent(bundle, lambda one: replace(one, visits=(moved, *one.visits[1:]))), own)


def test_a_substitute_gets_officers_and_nobody_else_changes() -> None:
    before = held()
    out = before.result.drawn[0]
    after = held(gone=((out, "deregistered"),))
    verify(after)
    verify(after.for_the_public())
    [swap] = after.result.substitutions
    kept = {one.code: one.officers for one in sent(after).visits}
    assert swap.into in kept
    assert out not in kept
    assert {one.code: one.officers for one in sent(before).visits if one.code != out} == {
        code: pair for code, pair in kept.items() if code != swap.into
    }


def test_a_region_is_needed_where_officers_are_drawn() -> None:
    with pytest.raises(Refused, match="its region was not frozen"):
        held(subjects=made.subjects({"one": 60, "two": 30, "three": 10}))


def test_officers_come_only_where_they_were_committed_to() -> None:
    plain = made.commitment(SUBJECTS, RATIOS)
    with pytest.raises(Refused, match="no officers were committed to"):
        hold(plain, SUBJECTS, made.EVIDENCE, team=TEAM)
    with pytest.raises(Refused, match="their document did not come"):
        hold(held().commitment, SUBJECTS, made.EVIDENCE)
    value = held().to_json()
    with pytest.raises(Refused, match="opens its officers' document for the auditor"):
        Bundle.of_json({name: one for name, one in value.items() if name != "officers"})
    with pytest.raises(Refused, match="opens its officers' document for the auditor"):
        Bundle.of_json({name: one for name, one in value.items() if name != "subjects"} | {"reader": "public"})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"form": "x"}, "of the form"),
        ({"each": 1}, "from 2 to 100 officers"),
        ({"each": True}, "from 2 to 100 officers"),
        ({"note": 1}, "found"),
        ({"field": "a\nb"}, "control characters"),
        ({"officers": [{"number": "o-1"}]}, "an officer is listed with"),
        ({"officers": None}, "is not of the form"),
        ({"officers": TEAM.roster().to_json()["officers"][::-1]}, "in the order of their numbers"),
        ({"officers": [TEAM.roster().to_json()["officers"][0] | {"regions": ["s", "n"]}]}, "stand sorted"),
    ],
)
def test_an_odd_document_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused, match=message):
        Roster.of_json(TEAM.roster().to_json() | change)


def test_odd_officers_are_refused() -> None:
    for change, message in (({"capacity": -1}, "a capacity is"), ({"salt": b"short"}, "at least 16 bytes")):
        with pytest.raises(Refused, match=message):
            Team.of("food", 2, [replace(TEAM.officers[0], **change)])
    with pytest.raises(Refused, match="each once"):
        Team.of("food", 2, [TEAM.officers[0], TEAM.officers[0]])
