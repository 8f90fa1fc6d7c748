"""One POST: a name that leads elsewhere, a certificate of somebody else, an answer that never comes."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.consumers.conftest import Bureau

from bonafides.consumers import post as posting
from bonafides.consumers.addresses import TargetRefusedError
from bonafides.consumers.post import NotDeliveredError, post


def test_the_connection_goes_to_the_address_that_was_looked_at(bureau: Bureau) -> None:
    url = bureau.url.replace("127.0.0.1", "bureau.example")
    assert post(url, b"{}", {}, private=True, looked_up=lambda *_: ["127.0.0.1"]) == 204
    assert bureau.got[0][0]["host"].startswith("bureau.example")


def test_a_name_that_leads_elsewhere_by_now_is_refused(bureau: Bureau) -> None:
    for address in ("127.0.0.1", "10.0.0.1", "169.254.169.254"):
        with pytest.raises(TargetRefusedError):
            post("https://bureau.example/", b"{}", {}, private=False, looked_up=lambda *_, one=address: [one])
    assert bureau.got == []


def test_nobody_there() -> None:
    with pytest.raises(NotDeliveredError, match=r"bureau\.example"):
        post("http://bureau.example:9/", b"{}", {}, private=True, looked_up=lambda *_: ["127.0.0.1"])


def test_an_answer_that_never_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(NotDeliveredError, match="timed out"):
        post(f"http://127.0.0.1:{silent.getsockname()[1]}/", b"{}", {}, private=True)


@pytest.fixture
def impostor(tmp_path: Path) -> Iterator[int]:
    """A server over TLS with a certificate that it made itself; its port."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "bureau.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("bureau.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = tmp_path / "own.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    pem.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            connection, _ = server.accept()
            with connection:
                context.wrap_socket(connection, server_side=True)
        except OSError:
            return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield server.getsockname()[1]
    server.close()
    thread.join(5)


def test_a_certificate_of_nobody_is_refused(impostor: int) -> None:
    url = f"https://bureau.example:{impostor}/"
    with pytest.raises(NotDeliveredError, match=r"certificate|CERTIFICATE"):
        post(url, b"{}", {}, private=True, looked_up=lambda *_: ["127.0.0.1"])
