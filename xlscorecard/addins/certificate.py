"""A certificate for this machine's own server: for localhost alone, good for nothing else."""

from __future__ import annotations

import ipaddress
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from xlscorecard.model.errors import CannotRead
from xlscorecard.model.files import write_whole

# Browsers refuse certificates that are valid for longer (Apple's limit, 825 days).
_DAYS = 800
_RENEW_DAYS = 30


def find_certificate(folder: Path) -> tuple[Path, Path]:
    """(certificate, key) in ``folder``, made or renewed where needed.

    The key is readable by this user alone. The certificate is no authority: who trusts it
    trusts this machine's own server and nothing that it could sign. Raises CannotRead where
    the package ``cryptography`` is missing.
    """
    certificate, key = folder / "localhost.pem", folder / "localhost.key"
    if certificate.is_file() and key.is_file() and _good(certificate, key):
        return certificate, key
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _make(certificate, key)
    return certificate, key


def _good(certificate: Path, key: Path) -> bool:
    """Whether the certificate holds for a while yet, and the key is its own."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        secret = load_pem_private_key(key.read_bytes(), None)
    except (ValueError, TypeError):
        return False
    if found.public_key() != secret.public_key():
        return False
    now = datetime.now(UTC)  # a clock that was ahead made one that browsers refuse until then
    last = now + timedelta(days=_RENEW_DAYS)
    return found.not_valid_before_utc <= now and found.not_valid_after_utc > last


def _make(certificate: Path, key: Path) -> None:
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
    except ImportError:
        raise CannotRead(
            "cryptography", "is not installed", advice="xlscorecard doctor says how."
        ) from None
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "xlscorecard on this machine")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ipaddress.IPv4Address("127.0.0.1"))]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(secret, hashes.SHA256())
    )
    plain = secret.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write_private(key, plain)
    text = made.public_bytes(serialization.Encoding.PEM)
    write_whole(certificate, lambda part: _write(part, text))


def write_private(path: Path, content: bytes) -> None:
    """A file that this user alone may read, from its first byte on."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    part.replace(path)


def _write(part: Path, content: bytes) -> None:
    part.write_bytes(content)
