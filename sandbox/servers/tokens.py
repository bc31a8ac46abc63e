"""Short-lived bearer tokens for clients that know their id and secret."""

import base64
import binascii
import secrets
from collections.abc import Callable


class Tokens:
    """Tokens that live `life_s` seconds; `issued` counts them."""

    def __init__(self, life_s: int, clock: Callable[[], float]) -> None:
        self.life_s = life_s
        self.issued = 0
        self._clock = clock
        self._ends_at: dict[str, float] = {}

    def issue(self) -> str:
        """A new token."""
        now = self._clock()
        self._ends_at = {token: ends_at for token, ends_at in self._ends_at.items() if ends_at > now}
        token = secrets.token_urlsafe(32)
        self._ends_at[token] = now + self.life_s
        self.issued += 1
        return token

    def holds(self, header: str) -> bool:
        """Whether an Authorization header carries a token that has not run out."""
        return self._ends_at.get(header.removeprefix("Bearer "), 0.0) > self._clock()


def is_client(header: str, client_id: str, client_secret: str) -> bool:
    """Whether an Authorization header is HTTP Basic with these two."""
    try:
        pair = base64.b64decode(header.removeprefix("Basic "), validate=True)
    except (binascii.Error, ValueError):
        return False
    name, _, secret = pair.partition(b":")
    return same(name, client_id) and same(secret, client_secret)


def same(given: bytes | None, known: str) -> bool:
    """Compares in constant time."""
    return given is not None and secrets.compare_digest(given, known.encode())
