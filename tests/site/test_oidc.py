"""The file of providers of identities: what is wrong in it is told before anybody signs in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from bonafides.site.oidc import providers

ONE = {"id": "p", "name": "Province", "server": "https://id.example.gov", "client_id": "c", "secret": "s"}


def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Any) -> list[dict[str, Any]]:
    path = tmp_path / "oidc.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    monkeypatch.setenv("BONAFIDES_OIDC", str(path))
    return providers()


def test_a_provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [plain] = given(tmp_path, monkeypatch, [ONE])
    assert plain["settings"] == {
        "server_url": "https://id.example.gov", "business_claim": "", "scheme": "uscc", "second_factor": False,
    }  # fmt: skip
    [more] = given(tmp_path, monkeypatch, [ONE | {"business_claim": "code", "second_factor": "asked"}])
    assert (more["settings"]["business_claim"], more["settings"]["second_factor"]) == ("code", True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "expected a JSON file"), ({}, "expected a list of providers"), ([{"id": "p"}], "to have texts"),
        ([ONE | {"more": "x"}], "to have texts"), ([ONE | {"server": "http://id.example.gov"}], "expected https"),
        ([ONE | {"second_factor": "no"}], 'expected "asked" as the second_factor of p'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Any, told: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=told):
        given(tmp_path, monkeypatch, content)


def test_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BONAFIDES_OIDC", raising=False)
    assert providers() == []
    monkeypatch.setenv("BONAFIDES_OIDC", "/nowhere")
    with pytest.raises(ImproperlyConfigured, match="expected a JSON file at /nowhere"):
        providers()
