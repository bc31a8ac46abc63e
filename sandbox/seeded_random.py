"""Randomness by name: the same key gives the same stream in every process and in any order of asking."""

import random
from hashlib import blake2b

import numpy as np

Key = str | int


def dice(*key: Key) -> random.Random:
    """A generator for choices about one thing, for example `dice(seed, "artist", 3)`.

    Text seeds go through SHA-512, not through `hash()`, so they do not change from process to process.
    """
    return random.Random("/".join(map(str, key)))  # noqa: S311 - invented data, no secret hangs on it


def noise(*key: Key) -> np.random.Generator:
    """A generator for whole series about one thing, for example `noise(seed, "flow", track_uuid)`."""
    digest = blake2b("/".join(map(str, key)).encode(), digest_size=16).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))
