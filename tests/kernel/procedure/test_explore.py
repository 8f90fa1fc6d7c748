"""The exploration finds what is put into a procedure to be found, with the way to it; and nothing in one that is in order."""

from __future__ import annotations

from typing import Any

import pytest
from tests.kernel.procedure.small import explored, small

from bonafides.kernel.procedure import explore as module
from bonafides.kernel.procedure.abstract import CLOSED, RUNNING
from bonafides.kernel.procedure.explore import TooManyError, findings
from bonafides.kernel.procedure.model import Kind


def test_a_procedure_in_order_has_no_finding_and_every_way_is_known() -> None:
    done = explored(small())
    assert findings(done) == []
    assert {node.state for node in done.nodes} == {"open", "told", "listed", "ended"}
    assert done.unfinished == frozenset()


@pytest.mark.parametrize(
    ("changes", "rule", "where"),
    [
        ({"notice": {"kind": Kind.OTHER}}, "adverse-without-notice", "decide"),
        ({"decide": {"after": ()}}, "adverse-before-window", "decide"),
        ({"term": None}, "dead-end", "listed"),
        ({"term": None, "answer": {"start": ("told", "listed"), "within": (), "repeats": True}}, "no-end", "listed"),
        ({"decision": {"stops": ("answer",)}, "answer": {"needs": ("decide",)}}, "clock-cannot-be-met", "decision"),
        ({"expire": {"start": ("told",)}}, "clock-stuck", "term"),
        ({"decide": {"start": ("ended",)}}, "never", "decide"),
        ({"decide": {"start": ("ended",)}}, "never", "term"),
    ],
)
def test_what_is_wrong_is_found(changes: dict[str, Any], rule: str, where: str) -> None:
    found = {(one.rule, one.where): one for one in findings(explored(small(**changes)))}
    assert (rule, where) in found, sorted(found)


def test_a_finding_tells_the_shortest_way() -> None:
    [one] = [one for one in findings(explored(small(decide={"after": ()}))) if one.rule == "adverse-before-window"]
    assert one.path == ("opened", "notice", "decide")
    assert str(one).endswith("(opened → notice → decide)")


def test_without_notice_by_law_is_no_finding() -> None:
    procedure = small(notice={"kind": Kind.OTHER}, decide={"without_notice": ("LAW 3",)})
    assert [one.rule for one in findings(explored(procedure))] == []


def test_the_guard_itself_is_asked() -> None:
    """Were the guard not asked, the decision could be taken without a notice in this one."""
    loose = {"decide": {"start": ("open", "told"), "after": ()}}
    assert {one.rule for one in findings(explored(small(**loose)))} == {"adverse-before-window"}
    assert "adverse-without-notice" in {
        one.rule for one in findings(explored(small(decide={**loose["decide"], "guards": ()})))
    }


def test_what_was_undone_counts_no_more() -> None:
    """A decision that is taken back to be made anew needs a notice anew."""
    anew = {"drop": {"start": ("listed",), "to": "open", "undoes": ("notice", "decide")}}
    done = explored(small(**anew))
    again = [node for node in done.nodes if node.state == "open"]
    assert all("notice" not in node.done and node.clock("window") is None for node in again)
    assert {node.clock("window") for node in done.nodes if node.state == "listed"} == {CLOSED}
    assert {node.clock("window") for node in done.nodes if node.state == "told"} == {RUNNING, CLOSED}


def test_too_many_nodes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_NODES", 3)
    with pytest.raises(TooManyError, match="more than 3 nodes: divide it"):
        explored(small())
