"""Faults on demand: the same seed and the same number of a request always draw the same fault."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Final, Literal, get_args

import msgspec

Level = Literal["none", "light", "heavy"]
Kind = Literal["rate_limit", "unavailable", "error", "slow", "cut", "bad_json", "empty_page"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

IN_A_ROW = 3  # a client that tries four times always gets through

# Part of all requests that draws the fault.
_LEVELS: Final[dict[Level, dict[Kind, float]]] = {
    "none": {},
    "light": {
        "rate_limit": 0.004,
        "unavailable": 0.004,
        "error": 0.003,
        "slow": 0.001,
        "cut": 0.003,
        "bad_json": 0.003,
        "empty_page": 0.002,
    },
    "heavy": {
        "rate_limit": 0.03,
        "unavailable": 0.03,
        "error": 0.025,
        "slow": 0.005,
        "cut": 0.02,
        "bad_json": 0.02,
        "empty_page": 0.02,
    },
}
_LONGEST_S: Final[dict[Level, float]] = {"none": 0.3, "light": 0.3, "heavy": 2.0}


class Faults:
    """Draws a fault for each request and counts what was really done."""

    def __init__(self, seed: int, level: Level = "none") -> None:
        self.seed = seed
        self.level: Level = level
        self.shares: dict[Kind, float] = dict(_LEVELS[level])
        self.injected: dict[Kind, int] = dict.fromkeys(KINDS, 0)
        self._requests = 0
        self._row: dict[str, int] = {}  # faults in a row by path and query

    def set_level(self, level: Level) -> None:
        self.level = level
        self.shares = dict(_LEVELS[level])

    def set_shares(self, shares: Mapping[Kind, float]) -> None:
        """Part of all requests for each kind; kinds left out do not happen."""
        self.shares = dict(shares)

    def order(self, wanted: Mapping[str, object]) -> None:
        """`{"level": "heavy"}` or `{"shares": {"bad_json": 0.5}}`. Raises KeyError or ValueError. Rows begin anew."""
        self._row.clear()
        if "shares" in wanted:
            self.set_shares(msgspec.convert(wanted["shares"], dict[Kind, float]))
        else:
            self.set_level(msgspec.convert(wanted["level"], Level))

    def draw(self, key: str) -> Kind | None:
        """The fault of the next request; `key` is its path and query. None after three in a row."""
        self._requests += 1
        if not self.shares or self._row.get(key, 0) >= IN_A_ROW:
            return None
        at = self._uniform("kind")
        for kind, share in self.shares.items():
            at -= share
            if at < 0:
                return kind
        return None

    def done(self, key: str, kind: Kind | None) -> None:
        """Notes what became of a request: a fault, or None for a true answer, which ends the row."""
        if kind is None:
            self._row.pop(key, None)
            return
        self.injected[kind] += 1
        self._row[key] = self._row.get(key, 0) + 1

    def delay_s(self) -> float:
        """How long the slow answer takes: 0.3 s, at heavy level up to 2 s."""
        longest = _LONGEST_S[self.level]
        return 0.3 + (longest - 0.3) * self._uniform("delay")

    def _uniform(self, what: str) -> float:
        digest = blake2b(f"{self.seed}/{what}/{self._requests}".encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") / 2**64
