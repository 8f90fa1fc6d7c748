from __future__ import annotations

from tests.packs.test_check_repairs import refused


def test_a_step_of_the_machine_serves_nothing() -> None:
    old = "    from: [removed]\n    to: closed\n"
    told = refused(old, f"{old}    serves: [cancellation-notice]\n", "procedures/serious-listing.yaml")
    assert "expected no `serves`: what the machine did is served by a step of an officer" in told
    assert "procedures/serious-listing.yaml" in told
