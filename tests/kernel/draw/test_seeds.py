"""Sources of seeds: real rounds of drand, a made-up beacon of NIST's form, ceremonies."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256, sha512
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.serialization import Encoding
from tests.kernel.draw import made

from bonafides.kernel.draw.errors import Refused
from bonafides.kernel.draw.seeds import ceremony, drand, nist
from bonafides.kernel.draw.seeds.source import seed_time

DEFAULT = "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce"
# Round 3311596 of the default chain and round 657413 of quicknet, as drand published them.
CHAINED = {
    "round": 3311596,
    "previous_signature": "8ed588f2a7716fb1349e2d9803da5db0005e98a83783c353d4a08f183236a9ad91d70ddb01266f4b7c576983db464b430"
    "e65680b9e0098552758afd6c1e6afcb77e3f62fe1b93d42d1cb63abbb2205512fe12fbf74ea9c5ac3b8f5c1e283a1d8",
    "signature": "a696b9409ababce45749c3a4ec369074453dd4a79967734e1390d969c8ad8d98897d217b9121e92c8ddebbddda8d92f900e3bd6b"
    "f9deb166863b1a19390d743f82774001487594c5c09e581db7365f02b70a2c8cc41ce32446ef08e4890c4754",
}
QUICK = "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b"


def test_real_rounds_give_the_randomness_that_drand_published() -> None:
    quick = {"source": "drand", "chain": made.QUICKNET, "round": 657413}
    assert drand.seed(made.SOURCE, made.EVIDENCE) == made.SEED
    found = drand.seed(quick, {"round": 657413, "signature": QUICK})
    assert found.hex() == "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"
    found = drand.seed({"source": "drand", "chain": DEFAULT, "round": 3311596}, CHAINED)
    assert found.hex() == "647c07b2abbf7ff2afb4d670214f565e5cd9f9c91bfdcecb59a21f3c78d73920"


def test_any_flipped_bit_of_a_round_is_refused() -> None:
    for signature, source, more in (
        (made.EVIDENCE["signature"], made.SOURCE, made.EVIDENCE),
        (CHAINED["signature"], {"chain": DEFAULT, "round": 3311596}, CHAINED),
    ):
        content = bytes.fromhex(str(signature))
        for place in (0, 7, 8, 100, 383):
            flipped = bytearray(content)
            flipped[place // 8] ^= 1 << place % 8
            with pytest.raises(Refused, match="is false"):
                drand.seed(source, more | {"signature": flipped.hex()})


def test_the_point_at_infinity_signs_nothing() -> None:
    with pytest.raises(Refused, match="is false"):
        drand.seed(made.SOURCE, made.EVIDENCE | {"signature": "c0" + "00" * 47})
    with pytest.raises(Refused, match="is false"):
        drand.seed({"chain": DEFAULT, "round": 3311596}, CHAINED | {"signature": "c0" + "00" * 95})


def test_a_round_has_its_time() -> None:
    assert drand.earliest(made.SOURCE) == datetime.fromtimestamp(1692803367, UTC) + timedelta(seconds=2997)
    with pytest.raises(Refused, match="not known"):
        drand.earliest({"chain": "00", "round": 5})
    for number in (0, "5", True, None):
        with pytest.raises(Refused, match="a number from 1"):
            drand.earliest({"chain": DEFAULT, "round": number})


@pytest.fixture(scope="module")
def beacon() -> tuple[dict[str, Any], dict[str, Any]]:
    """A pulse of NIST's form under a certificate of our own, as there is no network here."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "beacon.example")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    built = x509.CertificateBuilder(name, name, key.public_key(), 1, start, start + timedelta(days=900))
    certificate = built.sign(key, SHA256())
    fingerprint = sha512(certificate.public_bytes(Encoding.DER)).hexdigest()
    value, moment = "0a" * 64, "2026-07-01T09:30:00.000Z"
    pulse: dict[str, Any] = {
        "uri": "https://beacon.example/chain/2/pulse/1", "version": "2.0", "cipherSuite": 0, "period": 60000,
        "certificateId": fingerprint.upper(), "chainIndex": 2, "pulseIndex": 1, "timeStamp": moment,
        "localRandomValue": value, "external": {"sourceId": value, "statusCode": 0, "value": value},
        "listValues": [{"type": one, "value": value} for one in ("previous", "hour", "day", "month", "year")],
        "precommitmentValue": value, "statusCode": 0,
    }  # fmt: skip
    message = nist.signed_message(pulse)
    signature = key.sign(message, padding.PKCS1v15(), SHA512())
    pulse |= {"signatureValue": signature.hex(), "outputValue": sha512(message + signature).hexdigest()}
    source = {"source": "nist", "certificate": fingerprint, "time": moment}
    return source, {"pulse": pulse, "certificate": certificate.public_bytes(Encoding.PEM).decode()}


def test_a_pulse_gives_the_hash_of_its_output(beacon: tuple[dict[str, Any], dict[str, Any]]) -> None:
    source, evidence = beacon
    assert nist.seed(source, evidence) == sha256(bytes.fromhex(evidence["pulse"]["outputValue"])).digest()
    assert nist.earliest(source) == datetime(2026, 7, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("member", "value"),
    [("localRandomValue", "0b" * 64), ("timeStamp", "2026-07-01T09:31:00.000Z"), ("statusCode", 1), ("period", 1),
     ("outputValue", "00" * 64), ("signatureValue", "00" * 256), ("certificateId", "00" * 64), ("listValues", [])],
)  # fmt: skip
def test_a_changed_pulse_is_refused(beacon: tuple[dict[str, Any], dict[str, Any]], member: str, value: object) -> None:
    source, evidence = beacon
    with pytest.raises(Refused):
        nist.seed(source, evidence | {"pulse": evidence["pulse"] | {member: value}})


def test_a_ceremony_needs_every_party_and_what_it_promised() -> None:
    source, evidence = made.ceremony()
    assert len(ceremony.seed(source, evidence, made.DRAW)) == 32
    numbers = evidence["numbers"]
    for changed in ({}, {"agency": numbers["agency"]}, numbers | {"guest": "00" * 32}, numbers | {"agency": "00" * 32}):
        with pytest.raises(Refused):
            ceremony.seed(source, {"numbers": changed}, made.DRAW)
    with pytest.raises(Refused, match="promised"):
        ceremony.seed(source, evidence, "another draw")


def test_a_public_text_joins_the_seed() -> None:
    source, evidence = made.ceremony()
    named = source | {"text": "the winning numbers of 1 July"}
    seeds = {ceremony.seed(named, evidence | {"text": text}, made.DRAW) for text in ("1 2 3", "1 2 4")}
    assert len(seeds | {ceremony.seed(source, evidence, made.DRAW)}) == 3
    with pytest.raises(Refused, match="public text"):
        ceremony.seed(named, evidence, made.DRAW)


def test_a_ceremony_that_one_could_know_is_refused() -> None:
    source, _ = made.ceremony()
    one = {"agency": source["parties"]["agency"]}
    for bad in (one, one | {"twin": one["agency"]}, {}):
        with pytest.raises(Refused):
            ceremony.earliest({"parties": bad})
    with pytest.raises(Refused, match="could have been known"):
        ceremony.earliest(source | {"numbers": {}})


def test_a_source_that_is_not_understood_is_refused() -> None:
    subjects = made.subjects({"one": 2})
    for source in ({"source": "dice"}, {}, made.SOURCE | {"fallback": 5}):
        with pytest.raises(Refused):
            seed_time(made.commitment(subjects, {"one": 1}, seed=source))
