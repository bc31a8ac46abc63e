"""Credentials that are renewed: one for all clients on the same connections, so that a token is fetched once."""

import threading
from collections.abc import Callable
from weakref import WeakKeyDictionary

import httpx

from tasks.providers.caller import Auth

_lock = threading.Lock()
_auths: WeakKeyDictionary[httpx.Client, Auth] = WeakKeyDictionary()


def shared_auth(http: httpx.Client, make: Callable[[], Auth]) -> Auth:
    """What ``make`` made the first time it was asked for these connections. Raises what ``make`` raises."""
    with _lock:
        auth = _auths.get(http)
        if auth is None:
            auth = _auths[http] = make()
    return auth
