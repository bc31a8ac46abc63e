"""Connections to a provider."""

import ssl
from functools import cache

import httpx

from tasks.providers.answer_bounds import AnswerBounds
from tasks.providers.bounded_client import BoundedClient

USER_AGENT = "groundswell/0.1"


@cache
def certificates() -> ssl.SSLContext:
    """Whom to trust, as httpx finds it: read once, which takes 30 ms."""
    return httpx.create_ssl_context()


def open_http(base_url: str, *, patience_s: float = 20, user_agent: str = USER_AGENT) -> httpx.Client:
    """Connections kept open and shared by all threads of a process; a silence may last ``patience_s`` seconds."""
    return BoundedClient(
        AnswerBounds.read(),
        base_url=base_url,
        verify=certificates(),
        timeout=httpx.Timeout(patience_s, connect=5),
        limits=httpx.Limits(max_connections=16, max_keepalive_connections=16),
        headers={"User-Agent": user_agent, "Accept-Encoding": "gzip"},
    )
