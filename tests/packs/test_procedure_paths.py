"""Every procedure of every pack, explored by its own decisions: nothing is found; what is put in to be found is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.registry import PACKS, repository_pack

from bonafides.kernel.procedure.model import Kind
from bonafides.packs.load import parse_pack
from bonafides.packs.procedure_paths import days_of, path_faults, path_findings

ALL = [
    (path.name, file.stem)
    for path in sorted(PACKS.iterdir())
    if path.is_dir()
    for file in sorted(path.glob("procedures/*.yaml"))
]


def test_there_are_procedures() -> None:
    assert ALL


@pytest.mark.parametrize(("pack", "name"), ALL)
def test_nothing_is_found(pack: str, name: str) -> None:
    found = path_findings(repository_pack(pack), repository_pack(pack).procedures[name].model)
    assert [f"{day}: {one}" for day, one in found] == []


def test_a_listing_without_a_notice_is_found() -> None:
    pack = repository_pack("cn")
    model = pack.procedures["serious-listing"].model
    notices = {name: replace(one, kind=Kind.OTHER) for name, one in model.steps.items() if one.kind is Kind.NOTICE}
    found = path_findings(pack, replace(model, steps={**model.steps, **notices}))
    assert "adverse-without-notice" in {one.rule for _, one in found}


def test_a_fault_names_file_line_and_mend() -> None:
    pack = repository_pack("cn")
    files = dict(pack.files)
    before = files["procedures/serious-listing.yaml"].decode()
    assert "    kind: notice\n" in before
    files = {"procedures/serious-listing.yaml": before.replace("    kind: notice\n", "    kind: other\n").encode()} | {
        name: text for name, text in files.items() if name != "procedures/serious-listing.yaml"
    }
    told = [str(one) for one in path_faults(parse_pack(files, "cn"))]
    assert any("expected a notice before each decision against the business" in one for one in told), told
    assert all(one.startswith("procedures/serious-listing.yaml:") for one in told)


def test_it_is_explored_on_each_day_on_which_its_law_changes() -> None:
    pack = repository_pack("cn")
    model = pack.procedures["serious-listing"].model
    assert days_of(pack, model)[0] == model.since
