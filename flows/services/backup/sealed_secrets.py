"""Secret files of a data folder, encrypted by a passphrase: scrypt makes the key, AES-256-GCM keeps and proves."""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from flows.services.backup.manifest import BackupError

# OWASP's first choice for scrypt: 128 MB and half a second for each guess.
_COST = {"n": 2**17, "r": 8, "p": 1}
_HIGHEST_COST = {"n": 2**20, "r": 16, "p": 4}


@dataclass(frozen=True)
class SecretFile:
    """A file's content and mode."""

    content: bytes
    mode: int


@dataclass(frozen=True)
class Secrets:
    """``files`` by path below the data folder; ``hashes``: the SHA-256 of each other part, by its name."""

    files: Mapping[str, SecretFile]
    hashes: Mapping[str, str]


def seal(found: Secrets, passphrase: str, target: Path) -> None:
    """Write them to a file only the passphrase opens."""
    plain = {
        "hashes": dict(found.hashes),
        "files": {
            name: {"mode": file.mode, "content": base64.b64encode(file.content).decode()}
            for name, file in found.files.items()
        },
    }
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    header = json.dumps({"kdf": "scrypt", **_COST, "salt": salt.hex(), "nonce": nonce.hex()}).encode() + b"\n"
    sealed = AESGCM(_key(passphrase, salt, _COST)).encrypt(nonce, json.dumps(plain).encode(), header)
    target.write_bytes(header + sealed)


def unseal(file: Path, passphrase: str) -> Secrets:
    """Raises BackupError where the passphrase is another one, or the file is not as it was written."""
    header, _, sealed = file.read_bytes().partition(b"\n")
    try:
        given = json.loads(header)
        cost = {name: int(given[name]) for name in _COST}
        if given["kdf"] != "scrypt" or any(cost[name] > most for name, most in _HIGHEST_COST.items()):
            raise ValueError
        key = _key(passphrase, bytes.fromhex(given["salt"]), cost)
        nonce = bytes.fromhex(given["nonce"])
    except (ValueError, KeyError, TypeError):
        raise BackupError(f"{file} is damaged; restore another backup, or leave it out: --without-secrets.") from None
    try:
        plain = json.loads(AESGCM(key).decrypt(nonce, sealed, header + b"\n"))
    except InvalidTag:
        raise BackupError(
            f"The passphrase does not open {file}; nothing was restored. Give the one the backup was made with, or "
            "restore without what is secret: --without-secrets."
        ) from None
    files = {
        name: SecretFile(base64.b64decode(file["content"]), int(file["mode"])) for name, file in plain["files"].items()
    }
    return Secrets(files, plain["hashes"])


def _key(passphrase: str, salt: bytes, cost: Mapping[str, int]) -> bytes:
    return Scrypt(salt=salt, length=32, **cost).derive(passphrase.encode())
