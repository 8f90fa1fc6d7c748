"""`bonafides inspection`: a visit on the command line, from the approval to the publication and what follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.inspections import visiting as at
from tests.inspections.visits.conftest import _world  # noqa: F401  # a fixture

from bonafides.acts.files import path_of

OF = ("--agency", at.AGENCY)
FORM = """\
results: [corrected]
method: on-site
points:
  - {point: licence-displayed, finding: in-order}
  - {point: name, finding: problem, note: another name above the door}
  - {point: address, finding: in-order, files: [photo.jpg]}
  - {point: scope, finding: not-applicable}
findings: The sign was taken down during the visit.
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    (tmp_path / "form").mkdir()
    (tmp_path / "form" / "photo.jpg").write_bytes(b"the address")
    made = tmp_path / "form" / "report.yaml"
    made.write_text(FORM, "utf-8")
    return made


def test_the_way(run: Run, form: Path, tmp_path: Path) -> None:
    visit = at.assigned()
    said = run("inspection", "approve", visit, "--form", "A-1", "--to", at.days(9), "--officer", at.DECIDER, *OF)
    assert f"visit {visit} approved under A-1" in said.out
    notice = tmp_path / "notice.txt"
    told = run("inspection", "notify", visit, "--out", notice, "--officer", "201", *OF, "--json").json
    assert told["visits_told"] == 0
    assert told["code"] in notice.read_text("utf-8")
    assert "█" in notice.read_text("utf-8")
    said = run("inspection", "enter", visit, told["code"], "201", "202", "--officer", "202", *OF)
    assert f"visit {visit}: officers 201, 202 entered" in said.out
    told = run("inspection", "report", visit, form, "--officer", "201", *OF, "--json").json
    assert told["follow_ups"] == ["verify-correction"]
    assert path_of(told["files"]["photo.jpg"]).read_bytes() == b"the address"
    run("inspection", "reply", visit, "Put right the same day.", "--officer", at.CLERK, *OF)
    tasks = run("inspection", "board", "--pack", "cn", "--json").json["tasks"]
    assert {(one["step"], one["note"]) for one in tasks} == {
        ("clear", ""),
        ("follow-up", "verify-correction (SN-38; PACK)"),
    }
    run("inspection", "clear", visit, "--officer", at.REVIEWER, *OF)
    assert run("inspection", "publish", "--json").json == {"published": [visit], "refused": {}}
    run(
        "inspection", "order", visit, "The sign", "--by", at.days(5), "--basis", "IR-2024 18", "--officer", at.CASE, *OF
    )
    assert "rectify" in run("inspection", "board", "--pack", "cn", "--agency", at.AGENCY).out
    run("inspection", "rectified", visit, "A new sign.", "--officer", at.CLERK, *OF)
    told = run("inspection", "recheck", visit, "--by", at.days(8), "--officer", at.CASE, *OF, "--json").json
    run("inspection", "follow-up", visit, "verify-correction", "--outcome", "seen", "--officer", at.CASE, *OF)
    assert f"visit {told['again']:>6}" in run("inspection", "board", "--pack", "cn").out
    steps = [one["did"] for one in run("inspection", "visit", visit, "--json").json["steps"]]
    assert steps == [
        "approved", "notified", "entered", "reported", "follow-up opened", "replied", "cleared", "published", "ordered",
        "put right", "looked at again", "followed up",
    ]  # fmt: skip
    assert "looked at again" in run("inspection", "visit", visit).out


def test_a_targeted_inspection(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("a complaint", "utf-8")
    how = ("inspection", "targeted", at.ITEM, at.business().code, "complaint", "201", "202", "--reason", "a letter")
    who = ("--officer", at.CASE, *OF, "--pack", "cn")
    told = run(*how, "--evidence", f"file:{letter}", *who, "--json").json
    assert told["item"] == at.ITEM
    assert "visit" in run("inspection", "board", "--pack", "cn", "--step", "approve").out


def test_a_refusal_names_the_rule(run: Run) -> None:
    visit = at.assigned()
    said = run("inspection", "enter", visit, "X", "201", "202", "--officer", "201", *OF, status=1)
    assert "not-approved (IN-54)" in said.err
    run("inspection", "approve", 0, "--form", "A", "--to", at.days(1), "--officer", "1", *OF, status=1)


def test_a_file_outside_the_forms_folder_is_not_taken(run: Run, form: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", "utf-8")
    visit = at.visited()
    for name in ("../secret", str(tmp_path / "secret"), "none.jpg"):
        form.write_text(FORM.replace("photo.jpg", name), "utf-8")
        said = run("inspection", "report", visit, form, "--officer", "201", *OF, status=1)
        assert "expected a file in the folder of the form" in said.err
    (form.parent / "link.jpg").symlink_to(tmp_path / "secret")
    form.write_text(FORM.replace("photo.jpg", "link.jpg"), "utf-8")
    assert (
        "in the folder of the form" in run("inspection", "report", visit, form, "--officer", "201", *OF, status=1).err
    )


def test_an_altered_file_is_named(run: Run, form: Path) -> None:
    visit = at.visited()
    told = run("inspection", "report", visit, form, "--officer", "201", *OF, "--json").json
    assert "1 files of reports are what they were" in run("inspection", "evidence").out
    path = path_of(told["files"]["photo.jpg"])
    path.write_bytes(b"another address")
    said = run("inspection", "evidence", status=1)
    assert f"visit {visit}, file photo.jpg" in said.err
    path.unlink()
    assert run("inspection", "evidence", "--json", status=1).json["altered"][0]["told"].startswith("it is gone")
