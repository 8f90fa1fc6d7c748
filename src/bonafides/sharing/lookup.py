"""Whose code is this? What a person types as a code, in any form, and the businesses of this register that bear it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from django.db import connection

from bonafides.kernel.identifiers import Check, classify, scheme
from bonafides.kernel.identifiers.normalise import normalise
from bonafides.sharing.public_record import public_record
from bonafides.sharing.publicity import Audience

LONGEST = 240  # characters of a code, as the database has them
# Long, of digits and capitals, most of them digits: whoever types this means a code, not a name.
_MEANT_AS_CODE = re.compile(r"(?=(?:[^0-9]*[0-9]){7})[0-9A-Z-]{9,24}")

# The few schemes are found by leaps through the index, so that no pack need be read.
_SQL = """
WITH RECURSIVE own(scheme) AS (
  SELECT min(scheme) FROM entities_entity
  UNION ALL
  SELECT (SELECT min(e.scheme) FROM entities_entity e WHERE e.scheme > own.scheme) FROM own WHERE own.scheme IS NOT NULL
), former(scheme) AS (
  SELECT min(scheme) FROM entities_alias
  UNION ALL
  SELECT (SELECT min(a.scheme) FROM entities_alias a WHERE a.scheme > former.scheme) FROM former
  WHERE former.scheme IS NOT NULL
), typed(code) AS (SELECT unnest(%(codes)s::text[]))
SELECT e.scheme, e.code FROM own CROSS JOIN typed t JOIN entities_entity e ON e.scheme = own.scheme AND e.code = t.code
UNION
SELECT e.scheme, e.code FROM former CROSS JOIN typed t
  JOIN entities_alias a ON a.scheme = former.scheme AND a.code = t.code JOIN entities_entity e ON e.id = a.entity_id
WHERE NOT EXISTS (SELECT FROM records_disclosed s WHERE s.supersedes = a.record)
ORDER BY 1, 2
"""


@dataclass(frozen=True)
class LookedUp:
    """What was typed, read as a code. None of the three: it is no code, but perhaps a name.

    `found`: (scheme, code) of every business that bears it, as its code or as a former one. `unknown`: a code in order,
    but none of this register. `refusal`: why it is no code, though meant as one, or that it is a person's number.
    """

    found: tuple[tuple[str, str], ...] = ()
    unknown: bool = False
    refusal: Check | None = None


def look_up(typed: str, audience: Audience = Audience.PUBLIC) -> LookedUp:
    """Find who bears a code of any scheme in use here, as far as the audience may know.

    A natural person's number is refused before all else.
    """
    read = scheme("uscc").check(typed)
    if read.reason == "natural-person-id":
        return LookedUp(refusal=read)
    text, _ = normalise(typed)
    if not text or len(typed) > LONGEST or not text.isprintable():
        return LookedUp()
    if found := _bearers(typed, text, audience):
        return LookedUp(found)
    if not _MEANT_AS_CODE.fullmatch(text):
        return LookedUp()
    return LookedUp(refusal=read) if classify(typed) == "nothing" else LookedUp(unknown=True)


def _bearers(typed: str, text: str, audience: Audience) -> tuple[tuple[str, str], ...]:
    # As it stands (also an excepted code, which its scheme refuses), and as the schemes that have a form write it.
    codes = {typed.strip(), text}
    codes |= {code for name in ("organisation-code", "name-place") if (code := scheme(name).check(typed).code)}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"codes": sorted(codes)})
        found = [(str(own), str(code)) for own, code in cursor.fetchall()]
    return tuple(one for one in found if audience is Audience.OPERATOR or _is_known_by(one, codes))


def _is_known_by(bearer: tuple[str, str], codes: set[str]) -> bool:
    """Whether the public may know of a business, and that it bears one of these codes."""
    record = json.loads(public_record(*bearer) or "{}")
    return bool(record) and not codes.isdisjoint({record["code"], *(one["code"] for one in record["aliases"])})
