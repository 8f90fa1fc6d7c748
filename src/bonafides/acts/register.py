"""The statements of every act: one takes its number, one enters act, event, leaf and place in the queue together."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import JSONField

from bonafides.acts.leaves import content_of_act, sealed_entry
from bonafides.acts.models import Act

_NUMBER = "SELECT nextval('acts_act_id_seq'), clock_timestamp()"
_ENTER = """
WITH act AS (
  INSERT INTO acts_act (id, name, at, officer, agency, pack, subject, basis, reason, evidence, details, rows)
  VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
), event AS (
  INSERT INTO acts_event (act_id, data) VALUES (%s, %s)
), leaf AS (
  INSERT INTO acts_leaf (act_id, entry, salt) VALUES (%s, %s, %s) RETURNING id
)
INSERT INTO acts_queuedleaf (leaf_id) SELECT id FROM leaf
"""


def take_number() -> tuple[int, datetime]:
    """The number of the act that begins, taken first so that what it writes can name it; and the moment."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER)
        number, moment = cursor.fetchone()
    return number, moment


def enter(act: Act, told: dict[str, Any]) -> None:
    """Enter an act once its subject, details and rows are known."""
    salt, entry = sealed_entry(content_of_act(act))
    evidence, details, rows, data = (
        JSONField().get_db_prep_value(one, connection) for one in (act.evidence, act.details, act.rows, told)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _ENTER,
            [
                act.pk, act.name, act.at, act.officer, act.agency, act.pack, act.subject, act.basis, act.reason,
                evidence, details, rows, act.pk, data, act.pk, entry, salt,
            ],
        )  # fmt: skip
