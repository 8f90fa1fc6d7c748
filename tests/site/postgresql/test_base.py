"""Django on the embedded server: it starts when it is first needed, and again when it was killed."""

from __future__ import annotations

import json

import pytest
from django.db import NotSupportedError, connections
from tests.site.conftest import Place

from bonafides.site.postgresql.base import DatabaseWrapper

DJANGO = """
import json, os, signal, time
from django.conf import settings
from bonafides.site.database import default_database
settings.configure(DATABASES={"default": default_database()}, USE_TZ=True)
import django
django.setup()
from django.db import OperationalError, close_old_connections, connection, transaction
from bonafides.site import embedded
from bonafides.site.embedded.launch import running
layout = embedded.cluster().layout
def ask(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall() if cursor.description else None
def kill():
    os.kill(running(layout).pid, signal.SIGKILL)
    time.sleep(0.2)
"""

LIFE = """
told = {"before": running(layout) is not None}
ask("CREATE TABLE kept (word text)")
ask("INSERT INTO kept VALUES (%s)", "kept")
kill()
close_old_connections()          # as Django does at the start of a request
told["next request"] = ask("SELECT word FROM kept")
kill()
try:
    ask("SELECT word FROM kept")  # in the middle of a request
except OperationalError:
    told["in a request"] = "OperationalError"
close_old_connections()          # as Django does at its end
told["after it"] = ask("SELECT word FROM kept")
connection.close()
os.kill(running(layout).pid, signal.SIGKILL)
told["at once"] = ask("SELECT word FROM kept")   # the killed one may still be seen
print(json.dumps(told))
"""

MANY = """
from threading import Thread
found = []
def work():
    found.append(ask("SELECT 1"))
    connection.close()
for round in range(3):
    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    kill()
print(len(found), set(map(str, found)))
"""

NOT_TO_BE_HAD = """
import psycopg
os.environ["BONAFIDES_PGBIN"] = "/nowhere"
try:
    ask("SELECT 1")
except OperationalError as error:
    print(type(error).__name__, str(error).splitlines()[0])
"""


def test_after_a_kill_the_next_request_finds_its_data(place: Place) -> None:
    said = place.python(DJANGO + LIFE)
    assert said.startswith("{"), said
    assert json.loads(said) == {
        "before": False,
        "next request": [["kept"]],
        "in a request": "OperationalError",
        "after it": [["kept"]],
        "at once": [["kept"]],
    }
    assert place.server() is None


def test_threads_that_find_it_killed_start_it_once(place: Place) -> None:
    assert place.python(DJANGO + MANY) == "24 {'[(1,)]'}"


def test_where_it_cannot_be_had_the_error_says_why(place: Place) -> None:
    expected = "ServerUnavailableError No PostgreSQL programs of version 15 or newer where BONAFIDES_PGBIN points:"
    assert place.python(DJANGO + NOT_TO_BE_HAD) == expected


def test_a_name_that_is_wrong_is_told_at_once(place: Place) -> None:
    code = """
connection.settings_dict["NAME"] = "no such"
begun = time.monotonic()
try:
    ask("SELECT 1")
except OperationalError as error:
    print('"no such" does not exist' in str(error), time.monotonic() - begun < 5)
"""
    assert place.python(DJANGO + code) == "True True"


@pytest.mark.django_db
def test_settings_reach_the_session() -> None:
    connection = connections["default"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('TimeZone'), current_setting('application_name'), %s::int + 1", [1])
        assert cursor.fetchone() == ("UTC", "bonafides", 2)
    assert connection.connection.prepare_threshold == 3
    assert connection.is_usable()


@pytest.mark.django_db
def test_procrastinate_asks_for_the_same_server() -> None:
    from procrastinate.contrib.django.utils import connector_params

    parameters = connector_params()
    assert parameters["host"] == connections["default"].connection.info.host


def test_a_server_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    own = connections["default"].settings_dict | {"HOST": "db.example", "EMBEDDED": False}
    wrapper = DatabaseWrapper(own)
    monkeypatch.setattr(DatabaseWrapper, "get_database_version", lambda self: (14, 9))
    with pytest.raises(NotSupportedError, match=r"15 or newer is needed; the server at db.example is 14\.9"):
        wrapper.check_database_version_supported()
