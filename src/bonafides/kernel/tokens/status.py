"""A status token: signed by the register, read by whoever trusts its keys, of no use once its minutes are over.

header   {"alg":"EdDSA","kid":"…","typ":"bonafides-status+jwt"}
payload  {"iss":"…","aud":"…","iat":…,"exp":…,"point":"…","as_of":"…","sees":"…","answers":[…],"errors":[…],"measures":{…}}
token    base64url(header).base64url(payload).base64url(signature)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jwt
from jwt.api_jws import PyJWS

from bonafides.kernel.tokens.errors import Refused
from bonafides.kernel.tokens.keys import ALGORITHM, KeySet, SigningKey
from bonafides.kernel.tokens.strict import read_object

TYPE = "bonafides-status+jwt"
LONGEST = 24 * 3600
"""Seconds that a token may live: whatever is signed for longer is refused by every reader."""
SKEW = 60
"""Seconds by which the clock of a reader may be behind the register's. An end is never stretched."""
MOST = 16 << 20
"""Characters of a token; one about 10,000 businesses has a few million."""

_JWS = PyJWS(algorithms=[ALGORITHM])
_TEXTS = ("iss", "aud", "point", "as_of", "sees")


@dataclass(frozen=True)
class Status:
    """What a token says, of a register that the reader trusts, at a moment at which it may be used."""

    kid: str
    claims: dict[str, Any]

    @property
    def until(self) -> int:
        """The second from which on it may not be used."""
        return int(self.claims["exp"])

    def of(self, code: str) -> dict[str, Any]:
        """The answer about one code. Raises Refused where the register gave none about it."""
        for one in self.claims["answers"]:
            if one.get("code") == code:
                return dict(one)
        raise Refused(
            "the token holds no answer about this code: nothing is known, and nothing may be concluded; ask about it"
        )


def sign(payload: bytes, key: SigningKey) -> str:
    """The token of a payload, which is JSON already."""
    return _JWS.encode(payload, key.key, algorithm=ALGORITHM, headers={"typ": TYPE, "kid": key.public.kid})


def open_token(token: str, keys: KeySet, at: int, audience: str | None = None) -> Status:
    """Read a token at a moment (seconds since 1970). Raises Refused unless it is genuine, in time, and for this audience."""
    token = token.strip()
    if len(token) > MOST or token.count(".") != 2 or "=" in token or not token.isascii():
        raise Refused("expected a status token: three parts of base64url with a point between them")
    try:
        header = _JWS.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise Refused(f"expected a status token: {error}") from error
    if set(header) != {"alg", "kid", "typ"} or header["alg"] != ALGORITHM or header["typ"] != TYPE:
        raise Refused(f"expected a header of alg {ALGORITHM}, typ {TYPE} and kid, nothing else")
    key = keys.find(str(header["kid"]))
    try:
        payload = _JWS.decode(token, key.key, algorithms=[ALGORITHM])
    except jwt.PyJWTError as error:
        raise Refused("the signature is false: the token was changed, or another made it") from error
    status = Status(key.kid, _claims(read_object(payload, "the token")))
    _in_time(status.claims, at)
    if audience is not None and status.claims["aud"] != audience:
        raise Refused(f"the token was given to {status.claims['aud']}, not to {audience}: ask for one of your own")
    return status


def _claims(claims: dict[str, Any]) -> dict[str, Any]:
    if any(not isinstance(claims.get(name), str) for name in _TEXTS):
        raise Refused(f"the token: expected {', '.join(_TEXTS)} as texts")
    if any(type(claims.get(name)) is not int for name in ("iat", "exp")):
        raise Refused("the token: expected iat and exp as whole seconds")
    answers = claims.get("answers")
    if not isinstance(answers, list) or not all(isinstance(one, dict) for one in answers):
        raise Refused("the token: expected answers as a list of objects")
    return claims


def _in_time(claims: dict[str, Any], at: int) -> None:
    issued, ends = claims["iat"], claims["exp"]
    if not issued < ends <= issued + LONGEST:
        raise Refused(f"a status token lives at most {LONGEST} seconds; this one says {ends - issued}")
    if at >= ends:
        raise Refused(f"the token expired {at - ends} seconds ago: its answers may not be used; ask again")
    if at < issued - SKEW:
        raise Refused(f"the token is from {issued - at} seconds in the future: set the clock of this machine")
