"""`bonafides consumer`: added with its secret, told, listed, late, ended."""

from __future__ import annotations

from tests.cli.conftest import Run
from tests.portal.conftest import Add


def test_the_whole_life_of_a_consumer(run: Run, business: Add) -> None:
    assert "no consumers yet" in run("consumer", "list").out
    assert "not public" in run("consumer", "add", "bureau", "https://127.0.0.1/ends", "--gets", "*", status=1).err
    made = run(
        "consumer",
        "add",
        "bureau",
        "http://127.0.0.1:9/ends",
        "--gets",
        "measures",
        "--gets",
        "honour",
        "--private",
        "--json",
    ).json
    assert made["gets"] == ["honour", "measures"]
    assert made["secret"].startswith("whsec_")
    [listed] = run("consumer", "list", "--json").json
    assert (listed["name"], listed["open"], listed["late"], listed["ended"]) == ("bureau", 0, 0, False)
    assert "secret" not in listed
    assert run("consumer", "deliver", "--json").json == [{"consumer": "bureau", "arrived": 0, "open": 0}]
    assert run("consumer", "late").out.strip() == "nobody is late"
    assert run("consumer", "renew", "bureau", "--json").json["secret"] != made["secret"]
    run("consumer", "end", "bureau")
    assert "ended already" in run("consumer", "end", "bureau", status=1).err
    assert "expected the name of a consumer (bureau)" in run("consumer", "deliver", "nobody", status=1).err
