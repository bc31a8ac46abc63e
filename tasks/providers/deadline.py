"""A time by which everything of an exchange must have come: the time limits of connections hold for each read alone."""

import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore


class Deadline(threading.local):
    """The deadline of the exchange each thread is in; none outside of one."""

    def __init__(self) -> None:
        self._at: float | None = None
        self._seconds = 0.0

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Everything this thread reads and writes in the ``with`` must be done after so many seconds."""
        self._at, self._seconds = time.monotonic() + seconds, seconds
        try:
            yield
        finally:
            self._at = None

    def shortened(self, timeout: float | None) -> float | None:
        """A time limit, or what is left of the exchange where that is less. Raises httpcore.ReadTimeout."""
        if self._at is None:
            return timeout
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout(f"no whole answer within {self._seconds:g} s")
        return left if timeout is None else min(timeout, left)


class DeadlineBackend(httpcore.NetworkBackend):
    """Opens connections whose reads and writes keep the deadline."""

    def __init__(self, inner: httpcore.NetworkBackend, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        limit = self._deadline.shortened(timeout)
        return _Stream(self._inner.connect_tcp(host, port, limit, local_address, socket_options), self._deadline)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        limit = self._deadline.shortened(timeout)
        try:
            return self._inner.read(max_bytes, limit)
        except httpcore.ReadTimeout:
            self._deadline.shortened(timeout)  # says so where it was the deadline
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.shortened(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        limit = self._deadline.shortened(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, limit), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
