"""Each dependency has its line of reasons, and each line its dependency."""

from __future__ import annotations

import re
import tomllib

from tests.docs.pages import ROOT, text


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *(one for many in project["optional-dependencies"].values() for one in many)]
    names = [found[0] for one in wanted if (found := re.match(r"[A-Za-z0-9._-]+", one))]
    told = re.findall(r"^\| `([^`]+)` \|", text(ROOT / "docs" / "reference" / "dependencies.md"), re.MULTILINE)
    assert sorted(told) == sorted(names)
