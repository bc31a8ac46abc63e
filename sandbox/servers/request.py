"""A request as the stand-ins of the tag providers see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Request:
    """`path` is without the provider's prefix, `base` the address up to it. Header names are in lower case."""

    method: str
    base: str
    path: str
    query_string: str
    headers: Mapping[str, str]
    body: bytes

    @cached_property
    def query(self) -> dict[str, str]:
        """Parameters of the address."""
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @cached_property
    def form(self) -> dict[str, str]:
        """Parameters of the body."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    @property
    def key(self) -> str:
        """The same for the same request."""
        return f"{self.path}?{self.query_string}&{self.body.decode('latin-1')}"

    def whole(self, name: str, default: int) -> int | None:
        """A whole number of the address; None when it is none."""
        text = self.query.get(name, str(default))
        return int(text) if text.isdigit() else None
