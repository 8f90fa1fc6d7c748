"""Whatever the OpenAPI file permits, and what it does not: no error of the server, no answer that it does not describe."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks
from tests import registry
from tests.agencies.conftest import roster
from tests.portal.conftest import Add

from bonafides.acts.roles import POWERS
from bonafides.agencies import queries
from bonafides.agencies.acts.enrol import enrol
from bonafides.agencies.acts.issue_credential import issue_credential
from bonafides.agencies.acts.register_client import register_client
from bonafides.agencies.roster import read_roster
from bonafides.agencies.scopes import Scope
from bonafides.cli.openapi import described
from bonafides.portal.api import signed

EXAMPLES = 2
"""Of each operation, of each sort."""
CHECKS = (
    checks.status_code_conformance, checks.content_type_conformance, checks.response_headers_conformance,
    checks.response_schema_conformance,
)  # fmt: skip
AGENCY = "market-regulation"
schemathesis.serializer.alias("application/x-ndjson", "text/plain")


def tokens(client: Client) -> list[str]:
    """Of nobody, of an officer with every power, and of a program with every scope."""
    agency, later = queries.agency("cn", AGENCY), timezone.now() + timedelta(days=1)
    roles = ";".join(POWERS)
    lines = read_roster(roster({"number": "1", "roles": roles, "fields": "food", "regions": "990001"}))
    enrol(registry.officer(), agency, lines, timezone.localdate())
    officer = issue_credential(registry.officer(), queries.officer("cn", AGENCY, "1"), later)
    made = register_client(registry.officer(), agency, "all", tuple(Scope), later)
    basic = base64.b64encode(f"{made.client.client_id}:{made.secret}".encode()).decode()
    answer = client.post(
        "/api/v1/token", {"grant_type": "client_credentials"}, headers={"authorization": f"Basic {basic}"}
    )
    return ["nobody", officer, answer.json()["access_token"]]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_is_described(
    business: Add, client: Client, monkeypatch: pytest.MonkeyPatch, mode: GenerationMode
) -> None:
    monkeypatch.setattr(
        signed, "must_be_signed", lambda *_, **__: None
    )  # so that what is behind a signature is reached
    known = tokens(client)  # Django's own client connects the signals anew
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_dict(json.loads(described()))
    schema.app = get_wsgi_application()
    wrong: list[str] = []
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode), token=st.sampled_from(known))
        def ask(case: schemathesis.Case, token: str) -> None:
            with transaction.atomic():
                answer = case.call(base_url="http://localhost", headers={"Authorization": f"Bearer {token}"})
                transaction.set_rollback(True)
            if answer.status_code >= 500:
                wrong.append(f"{case.method} {case.path}: {answer.status_code}: {case.as_curl_command()}")
            try:
                case.validate_response(answer, checks=list(CHECKS))
            except BaseException as error:
                wrong.append(f"{case.method} {case.path}: {answer.status_code}: {error}")

        try:
            ask()
        except Unsatisfiable:  # nothing that could be wrong
            continue
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)
    assert wrong == [], "\n".join(wrong)
