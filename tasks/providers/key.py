"""Credentials that stay as they are: a key in a header, in the request itself, or none at all."""

from collections.abc import Mapping


class Key:
    """``headers`` go with every request; ``secret`` must never be written anywhere."""

    def __init__(self, secret: str | None = None, headers: Mapping[str, str] | None = None) -> None:
        self._secret, self._headers = secret, dict(headers or {})

    def headers(self) -> Mapping[str, str]:
        return self._headers

    def renew(self) -> bool:
        """A key can't be renewed by us."""
        return False

    def secrets(self) -> tuple[str, ...]:
        return (self._secret,) if self._secret else ()
