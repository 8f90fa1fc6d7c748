"""The drawing: well-formed, the same each time, every state, step and clock on it, nothing of a text taken for markup."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from tests.kernel.procedure.small import small

from bonafides.kernel.procedure.diagram import diagram, order_of

SVG = "{http://www.w3.org/2000/svg}"


def test_everything_is_on_it_in_every_language() -> None:
    procedure = small()
    drawn = diagram(procedure)
    told = " ".join(one.text or "" for one in ElementTree.fromstring(drawn).iter(f"{SVG}text"))  # noqa: S314  # our own
    for one in (*procedure.states.values(), *procedure.steps.values(), *procedure.clocks.values()):
        assert f"{one.title['zh']} · {one.title['en']}" in told
    assert "步骤" not in diagram(procedure, ("en",))
    assert drawn == diagram(small())


def test_powers_are_called_what_their_reader_calls_them() -> None:
    procedure = small()
    powers = {power for step in procedure.steps.values() for power in step.by}
    told = diagram(procedure, ("zh",), power=lambda power: f"〔{power.upper()}〕")
    assert powers
    assert all(f"〔{power.upper()}〕" in told for power in powers)


def test_each_step_to_another_state_is_an_arrow() -> None:
    arrows = ElementTree.fromstring(diagram(small())).findall(f"{SVG}path")  # noqa: S314
    assert len(arrows) == 5, "notice, decide, expire, and drop from two states"


def test_states_stand_in_the_order_of_the_way_and_ends_last() -> None:
    assert order_of(small()) == ["open", "told", "listed", "ended"]


def test_a_text_is_no_markup() -> None:
    drawn = diagram(replace(small(), title={"en": "<script>"}))
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
