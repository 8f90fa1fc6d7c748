"""A status token holds for who trusts its key, in its minutes, unchanged; in every other case it is refused."""

from __future__ import annotations

import base64
import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from bonafides.kernel.tokens.errors import Refused
from bonafides.kernel.tokens.keys import KeySet, SigningKey, encoded
from bonafides.kernel.tokens.status import LONGEST, SKEW, TYPE, open_token, sign

KEY, OTHER = SigningKey(bytes(range(32))), SigningKey(bytes(32))
KEYS = KeySet((KEY.public,))
NOW = 1_800_000_000
CLAIMS: dict[str, Any] = {
    "iss": "credit.example.gov", "aud": "urn:bonafides:cn:finance", "iat": NOW, "exp": NOW + 300, "point": "procurement.supplier",
    "as_of": "2027-01-15", "sees": "agency", "answers": [{"code": "A", "answer": "allowed"}, {"code": "B", "answer": "denied"}],
    "errors": [], "measures": {},
}  # fmt: skip


def token(key: SigningKey = KEY, **claims: Any) -> str:
    return sign(json.dumps(CLAIMS | claims).encode(), key)


def forged(header: dict[str, Any], payload: bytes = json.dumps(CLAIMS).encode(), key: SigningKey = KEY) -> str:
    """Signed as it should be, under a header of the forger's choice."""
    parts = f"{encoded(json.dumps(header).encode())}.{encoded(payload)}"
    return f"{parts}.{encoded(key.key.sign(parts.encode()))}"


HEADER = {"alg": "EdDSA", "kid": KEY.public.kid, "typ": TYPE}


def test_it_holds() -> None:
    status = open_token(token() + "\n", KEYS, NOW + 299, "urn:bonafides:cn:finance")
    assert (status.claims, status.until, status.kid) == (CLAIMS, NOW + 300, KEY.public.kid)
    assert status.of("B")["answer"] == "denied"
    with pytest.raises(Refused, match="holds no answer about this code"):
        status.of("C")
    assert open_token(forged(HEADER), KEYS, NOW).claims == CLAIMS, "the forger of these tests is able"


def test_it_is_what_other_libraries_read() -> None:
    jwk = jwt.PyJWK(KEY.public.as_json())
    told = jwt.decode(
        token(), jwk, algorithms=["EdDSA"], audience=CLAIMS["aud"], options={"verify_exp": False, "verify_iat": False}
    )
    assert told == CLAIMS


def test_the_thumbprint_of_rfc_8037() -> None:
    seed = base64.urlsafe_b64decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=")
    assert SigningKey(seed).public.kid == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


@pytest.mark.parametrize("at", [NOW + 300, NOW + 301, NOW + 10**6])
def test_its_minutes_are_over(at: int) -> None:
    with pytest.raises(Refused, match="its answers may not be used; ask again"):
        open_token(token(), KEYS, at)


def test_a_clock_behind_is_borne_a_little() -> None:
    assert open_token(token(), KEYS, NOW - SKEW)
    with pytest.raises(Refused, match="in the future"):
        open_token(token(), KEYS, NOW - SKEW - 1)


@pytest.mark.parametrize("seconds", [0, -1, LONGEST + 1, 10**9])
def test_no_life_is_long(seconds: int) -> None:
    with pytest.raises(Refused, match=f"lives at most {LONGEST} seconds"):
        open_token(token(exp=NOW + seconds), KEYS, NOW)


def test_it_is_for_one_audience() -> None:
    with pytest.raises(Refused, match="was given to urn:bonafides:cn:finance, not to urn:bonafides:cn:tax"):
        open_token(token(), KEYS, NOW, "urn:bonafides:cn:tax")


def test_another_key() -> None:
    with pytest.raises(Refused, match="not among the 1 that you trust"):
        open_token(token(OTHER), KEYS, NOW)
    with pytest.raises(Refused, match="the signature is false"):
        open_token(forged(HEADER, key=OTHER), KEYS, NOW)


@pytest.mark.parametrize(
    "change",
    [
        {"alg": "none"}, {"alg": "HS256"}, {"alg": "Ed25519"}, {"typ": "JWT"}, {"typ": None}, {"b64": False, "crit": ["b64"]},
        {"jwk": OTHER.public.as_json()}, {"crit": ["exp"]}, {"crit": []}, {"kid": None}, {"kid": "../../key"}, {"alg": ["EdDSA"]},
    ],
)  # fmt: skip
def test_a_header_of_anothers_choice(change: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        open_token(forged(HEADER | change), KEYS, NOW)


def test_without_a_signature() -> None:
    head, body, _ = token().split(".")
    for made in (
        f"{head}.{body}.",
        f"{head}.{body}",
        f"{head}..{body}",
        "",
        ".",
        "..",
        "…",
        "a.b.c",
        f"{head}.{body}.{'A' * 86}",
    ):
        with pytest.raises(Refused):
            open_token(made, KEYS, NOW)


def test_signed_with_the_public_key_as_a_shared_secret() -> None:
    """The oldest trick against JWT."""
    made = jwt.encode(CLAIMS, KEY.public.x, algorithm="HS256", headers={"kid": KEY.public.kid, "typ": TYPE})
    with pytest.raises(Refused):
        open_token(made, KEYS, NOW)


@pytest.mark.parametrize(
    "payload",
    [
        b"[]", b"1", b"{", b"\xff", b"{}", b'{"exp": NaN}', b"[" * 5000,
        json.dumps(CLAIMS).encode().replace(b'"exp"', b'"exp": 9999999999, "exp"'),
        json.dumps(CLAIMS | {"exp": str(NOW + 9)}).encode(), json.dumps(CLAIMS | {"exp": NOW + 9.5}).encode(),
        json.dumps(CLAIMS | {"iat": True}).encode(), json.dumps(CLAIMS | {"aud": ["a", "b"]}).encode(),
        json.dumps(CLAIMS | {"answers": {}}).encode(), json.dumps(CLAIMS | {"answers": [1]}).encode(),
    ],
)  # fmt: skip
def test_a_payload_that_is_none(payload: bytes) -> None:
    with pytest.raises(Refused):
        open_token(sign(payload, KEY), KEYS, NOW)


@given(st.data())
def test_no_character_of_it_can_be_changed(data: st.DataObject) -> None:
    told = token()
    place = data.draw(st.integers(0, len(told) - 1))
    other = data.draw(st.sampled_from("ABCXYZabcxyz0189-_.=").filter(lambda one: one != told[place]))
    with pytest.raises(Refused):
        open_token(told[:place] + other + told[place + 1 :], KEYS, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "[]", '{"keys": []}', '{"keys": {}}', '{"keys": [1]}', '{"keys": [{"kty": "RSA"}]}', '{"keys": [], "keys": []}',
        json.dumps({"keys": [KEY.secret_json()]}), json.dumps({"keys": [KEY.public.as_json() | {"kid": "mine"}]}),
        json.dumps({"keys": [KEY.public.as_json() | {"x": encoded(bytes(31))}]}),
        json.dumps({"keys": [KEY.public.as_json() | {"x": KEY.public.as_json()["x"] + "="}]}),
        json.dumps({"keys": [KEY.public.as_json() | {"alg": "HS256"}]}),
        json.dumps({"keys": [KEY.public.as_json() | {"x": None}]}),
        json.dumps({"keys": [KEY.secret_json() | {"d": encoded(bytes(32))}]}),
    ],
)  # fmt: skip
def test_a_key_set_that_is_none(text: str) -> None:
    with pytest.raises(Refused) as refused:
        KeySet.parse(text)
    assert encoded(KEY.seed) not in str(refused.value)


def test_a_key_set_is_read_as_it_is_written() -> None:
    both = KeySet((KEY.public, OTHER.public))
    assert KeySet.parse(json.dumps(both.as_json())) == both
    assert open_token(token(OTHER), both, NOW).kid == OTHER.public.kid
    assert encoded(KEY.seed) not in repr(KEY)
    assert isinstance(jwt.PyJWK(KEY.secret_json()).key, Ed25519PrivateKey)
