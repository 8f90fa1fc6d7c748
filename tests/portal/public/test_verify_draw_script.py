"""The browser's script finds what the kernel finds: on the vectors of the reference, on any draw, and on any forgery."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.kernel.draw import made
from tests.kernel.draw.test_hostile import ANYTHING, places
from tests.portal.public.browser_draw import NODE, Verify, node

from bonafides.kernel.draw.bundle import Bundle, hold
from bonafides.kernel.draw.commitment import Commitment, Stratum
from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.officers import Officer
from bonafides.kernel.draw.opening import Opening, opening
from bonafides.kernel.draw.roster import Team
from bonafides.kernel.draw.subjects import Frozen, Subject
from bonafides.kernel.draw.tickets import ticket_key
from bonafides.kernel.draw.verify import verify, verify_opening

pytestmark = pytest.mark.skipif(NODE is None, reason="needs Node 20 or newer; the browser's own test runs without")
CALM: Any = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verify]:
    with node(tmp_path_factory.mktemp("script")) as found:
        yield found


def states(report: dict[str, Any]) -> dict[str, str]:
    return {one["step"]: one["state"] for one in report["steps"]}


def example_bundle(*, blinded: bool = False) -> tuple[Bundle, Frozen]:
    """The draw of the reference, with its officers."""
    rows = [
        replace(one, excluded="yearly-cap") if one.code == "s-002" else one
        for one in made.subjects({"one": 4, "two": 2})
    ]
    commitment = made.commitment(rows, {"one": 3000, "two": 5000}, blinded=blinded)
    return hold(commitment, rows, made.EVIDENCE), Frozen(rows)


def test_the_vectors_of_the_reference(browser: Verify) -> None:
    bundle, frozen = example_bundle()
    report = browser(bundle.to_json(), opening(bundle.commitment, frozen, "s-004").to_json())
    assert report["commitment"]["hash"] == "67601b47340c1e9587955d08af584f4bb598851d9a1ec8ec3f0019ed6975edd7"
    assert report["seed"] == made.SEED.hex()
    assert report["key"] == "ee5377797631d4e1407b98d608c720c2bc9bf19cfc1852c82da9192440b57373"
    assert report["drawn"] == ["s-004", "s-006"]
    assert report["own"]["ticket"] == "068d2f212cbdc8533c1e8a0f230e6ef7e9aaa5f60a24260ad6f1545a579da907"
    assert report["own"]["drawn"] is True
    blinded, frozen = example_bundle(blinded=True)
    own = browser(blinded.to_json(), opening(blinded.commitment, frozen, "s-006").to_json())["own"]
    assert own["ticket"] == "32e873caa40b223c033259a55151f0092c26618e783cd2a8ffd21b3aecdd2829"


def test_it_says_what_it_does_not_check(browser: Verify) -> None:
    bundle, _ = example_bundle()
    found = {one["step"]: (one["state"], one["word"]) for one in browser(bundle.for_the_public().to_json())["steps"]}
    assert found["seed"] == ("partly", "drand-signature")
    assert found["logged"] == found["before-the-seed"] == ("unshown", "needs-keys")
    assert found["subjects"] == found["selection"] == found["substitutions"] == ("unshown", "auditors")
    assert found["counts"] == found["commitment"] == ("holds", "")


@st.composite
def draws(draw: st.DrawFn) -> tuple[Commitment, list[Subject], list[tuple[str, str]], Team | None]:
    """Any draw: strata, weights, exclusions, regions, officers with little room, each two or three."""
    names = draw(st.lists(st.sampled_from(["one", "two", "三", "𠮷", "a b"]), min_size=1, max_size=4, unique=True))
    regions = draw(st.sampled_from(["n", "ns", "nsw"]))
    numbers = [f"o-{at}" for at in range(draw(st.integers(2, 9)))]
    codes = draw(st.lists(st.text("ab𠮷�Z9", min_size=1, max_size=4), min_size=1, max_size=25, unique=True))
    subjects = [
        Subject(
            code, draw(st.sampled_from(names)), made.salt(code), draw(st.sampled_from([1, 1, 1, 2, 5])),
            draw(st.sampled_from([None, None, None, "yearly-cap"])), draw(st.sampled_from(regions)),
            tuple(sorted(draw(st.sampled_from([(), (), tuple(numbers[:2])])))),
        )
        for code in codes
    ]  # fmt: skip
    team = None
    if draw(st.booleans()):
        team = Team.of("food", draw(st.sampled_from([2, 2, 2, 3])), [
            Officer(number, frozenset({"food"} if draw(st.integers(0, 9)) else {"drugs"}),
                    frozenset(draw(st.sets(st.sampled_from(regions), min_size=1))), draw(st.integers(0, 6)),
                    frozenset(draw(st.sets(st.sampled_from(codes), max_size=3))), made.salt(number))
            for number in numbers
        ])  # fmt: skip
    inside = [one for one in subjects if one.excluded is None]
    strata = tuple(
        Stratum(name, sum(one.stratum == name for one in inside), draw(st.integers(0, 10_000)), draw(st.integers(0, 3)),
                draw(st.sampled_from([None, 3, 30])))
        for name in names
    )  # fmt: skip
    source, _ = made.ceremony()
    commitment = Commitment(
        draw=made.DRAW, committed_at=made.BEFORE, seed=source, subjects=len(subjects), root=Frozen(subjects).root,
        strata=strata, exclusions=made.CAP, substitutions=made.GONE, blinded=draw(st.booleans()),
        officers=team.hash() if team else None,
    )  # fmt: skip
    drawn = hold(commitment, subjects, made.ceremony()[1], team=team).result.drawn
    gone = draw(st.lists(st.sampled_from(drawn), max_size=3, unique=True)) if drawn else []
    return commitment, subjects, [(code, "deregistered") for code in gone], team


@settings(max_examples=250, **CALM)
@given(made_up=draws())
def test_any_draw_comes_out_the_same(browser: Verify, made_up: Any) -> None:
    commitment, subjects, gone, team = made_up
    bundle = hold(commitment, subjects, made.ceremony()[1], gone, team=team)
    shown, report = verify(bundle), browser(bundle.to_json())
    assert {step for step, state in states(report).items() if state == "holds"} == set(shown.shown)
    assert report["key"] == ticket_key(commitment.draw, shown.seed).decode()
    result = bundle.result.to_json()
    assert report["drawn"] == result["drawn"]
    assert report["thresholds"] == result["thresholds"]
    assert report["substitutions"] == result["substitutions"]
    if team is not None:
        came, due = report["assignment"], result["assignment"]
        assert came["visits"] == due["visits"]
        assert [
            {"code": one["code"], **({"reasons": one["reasons"]} if one["reasons"] else {})} for one in came["unserved"]
        ] == due["unserved"]
    public = bundle.for_the_public()
    assert {step for step, state in states(browser(public.to_json())).items() if state == "holds"} == set(
        verify(public).shown
    )
    one = subjects[0]
    opened = opening(commitment, Frozen(subjects), one.code)
    own, known = browser(public.to_json(), opened.to_json())["own"], verify_opening(public, opened)
    assert (own["ticket"], own["drawn"]) == (known.ticket.hex(), known.drawn)


@pytest.mark.parametrize("each", [2, 3])
def test_a_tight_team_is_exchanged_the_same(browser: Verify, each: int) -> None:
    """Where nearly every officer is needed, exchanges and the greatest matching are what decides."""
    met = 0
    for size in range(4, 26):
        subjects = made.placed(made.subjects({"one": size}), "nnsw")
        recused = {f"o-{at}": {f"s-{(7 * at + step) % size + 1:03}" for step in range(size // 2)} for at in range(1, 8)}
        officers = [
            Officer(number, frozenset({"food"}), frozenset("ns" if at % 2 else "nw" if at % 3 else "nsw"), 2 + at % 3,
                    frozenset(recused[number]), made.salt(number))
            for at, number in enumerate(recused)
        ]  # fmt: skip
        team = Team.of("food", each, officers)
        source, evidence = made.ceremony()
        commitment = made.commitment(subjects, {"one": 10_000}, seed=source, officers=team.hash())
        bundle = hold(commitment, subjects, evidence, team=team)
        report = browser(bundle.to_json())
        assert bundle.result.assignment
        met += bool(bundle.result.assignment.unserved)
        assert states(report)["assignment"] == "holds", report["steps"]
    assert met > 3


SUBJECTS = made.placed(made.subjects({"one": 3, "two": 2}))
TEAM = made.team(4, {"o-1": {"s-001"}})
SOURCE, EVIDENCE = made.ceremony()
COMMITMENT = made.commitment(SUBJECTS, {"one": 4000, "two": 5000}, officers=TEAM.hash(), seed=SOURCE)
WHOLE = {
    "bundle": hold(COMMITMENT, SUBJECTS, EVIDENCE, team=TEAM).to_json(),
    "opening": opening(COMMITMENT, Frozen(SUBJECTS), "s-003").to_json(),
}


@settings(max_examples=800, **CALM)
@example(path=("bundle", "subjects"), value=0, public=False)
@example(path=("bundle", "result", "drawn", 0), value="s-005", public=True)
@given(path=st.sampled_from(places(WHOLE)), value=ANYTHING, public=st.booleans())
def test_a_forgery_is_found_by_both(browser: Verify, path: tuple[Any, ...], value: Any, public: bool) -> None:
    whole = deepcopy(WHOLE)
    if public:
        whole["bundle"] = Bundle.of_json(whole["bundle"]).for_the_public().to_json()
    try:
        at: Any = whole
        for key in path[:-1]:
            at = at[key]
        at[path[-1]] = value
        whole = json.loads(json.dumps(whole, allow_nan=False))
    except (KeyError, TypeError, IndexError, ValueError):
        return  # nothing of the kind in the public's bundle, or no JSON
    try:
        bundle = Bundle.of_json(whole["bundle"])
        verify(bundle)
        verify_opening(bundle, Opening.of_json(whole["opening"]))
        sound = True
    except Refused:
        sound = False
    assert browser(whole["bundle"], whole["opening"])["holds"] is sound, (path, value)


def test_it_names_what_differs(browser: Verify) -> None:
    bundle, _ = example_bundle()
    forged = bundle.to_json()
    forged["result"]["drawn"] = ["s-001", "s-006"]
    [found] = [one for one in browser(forged)["steps"] if one["state"] == "fails"]
    assert found["step"] == "selection"
    assert found["facts"] == {"missing": ["s-004"], "added": ["s-001"]}
    moved = deepcopy(WHOLE["bundle"])
    moved["result"]["assignment"]["visits"][0]["officers"].reverse()
    [found] = [one for one in browser(moved)["steps"] if one["state"] == "fails"]
    assert found["step"] == "assignment"
    assert found["facts"]["codes"] == [moved["result"]["assignment"]["visits"][0]["code"]]
