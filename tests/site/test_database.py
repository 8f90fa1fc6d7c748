"""Which database the settings name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from bonafides.site.database import default_database, parse


def test_embedded_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = default_database()
    assert (found["EMBEDDED"], found["NAME"], "HOST" in found) == (True, "bonafides", False)
    assert found["CONN_MAX_AGE"] is None
    assert found["OPTIONS"]["server_side_binding"] is True
    assert found["OPTIONS"]["prepare_threshold"] == 3


def test_a_server_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://me:p%40ss%2Fword@db.example:5433/register?sslmode=verify-full&application_name=county"
    monkeypatch.setenv("DATABASE_URL", url)
    found = default_database()
    assert "EMBEDDED" not in found
    assert (found["HOST"], found["PORT"], found["USER"]) == ("db.example", "5433", "me")
    assert (found["PASSWORD"], found["NAME"]) == ("p@ss/word", "register")
    assert found["OPTIONS"]["sslmode"] == "verify-full"
    assert found["OPTIONS"]["application_name"] == "county", "what the address says wins"
    assert found["OPTIONS"]["server_side_binding"] is True


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("postgresql:///register?host=/var/run/postgresql", "/var/run/postgresql"),
        ("postgresql://%2Fvar%2Frun%2Fpostgresql/register", "/var/run/postgresql"),
        ("postgresql://one:5432,two:5433/register?target_session_attrs=read-write", "one,two"),
        ("postgresql://[2001:db8::1]/register", "2001:db8::1"),
    ],
)
def test_addresses_as_libpq_reads_them(url: str, host: str) -> None:
    assert parse(url)["HOST"] == host
    assert parse(url)["NAME"] == "register"


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("mysql://u:secret@h/d", "its scheme is 'mysql'"),
        ("register", "its scheme is ''"),
        ("postgresql://u:secret@h/", "names no database"),
        ("postgresql://u:sec%zzret@h/d", "cannot be read"),
        ("postgresql://u:secret@h/d?colour=red", "cannot be read"),
    ],
)
def test_addresses_that_are_none(url: str, fault: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=fault) as error:
        parse(url)
    assert "postgresql://user:password@host" in str(error.value)
    assert "sec" not in str(error.value).replace("secret_key", ""), "no password in an error"
