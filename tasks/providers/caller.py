"""Sending a request: gate, attempt, classify, log, try again where that may help."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from tasks.providers.bounded_client import TooLarge
from tasks.providers.errors import (
    BadRequest,
    ProviderError,
    QuotaExhausted,
    StopsRun,
    Throttled,
    Transient,
    Unavailable,
    Unreachable,
    Unreadable,
)
from tasks.providers.exchange import Exchange
from tasks.providers.gate import Gate
from tasks.providers.header_values import whole

T = TypeVar("T")

ATTEMPTS = 6
# Of an answer that is none so much is kept: enough to see what it was, each time it is asked for again.
FAILED_BYTES = 1_000_000
QUOTA_PAUSE = timedelta(hours=1)


class Auth(Protocol):
    """How a request proves who asks."""

    def headers(self) -> Mapping[str, str]:
        """Headers for the next request."""
        ...

    def renew(self) -> bool:
        """A 401 came: get new credentials if that is possible. False when it is not."""
        ...

    def secrets(self) -> tuple[str, ...]:
        """Texts that must never be written anywhere."""
        ...


Classify = Callable[[httpx.Response], ProviderError | None]


@dataclass(slots=True)
class Caller:
    """Sends requests to one provider and logs every exchange.

    ``classify`` turns an answer into an error of tasks.providers.errors, or None when it is good.
    ``pace`` says how long everybody should rest after an answer, for providers that tell how much of the rate is left.
    ``log`` collects the exchanges; the index in it tells a record which answer it came from.
    """

    provider: str
    http: httpx.Client
    auth: Auth
    gate: Gate
    classify: Classify
    log: list[Exchange] = field(default_factory=list)
    longest_pause_s: float = 4.0
    pace: Callable[[httpx.Response], float | None] | None = None

    def get(
        self,
        endpoint: str,
        path: str,
        query: Mapping[str, str | int],
        read: Callable[[bytes], T],
        shown: str | None = None,
    ) -> T:
        """GET ``path`` and what ``read`` makes of the body; otherwise as ``send``."""
        # an empty set of parameters would take away those that stand in the path
        return self.send(endpoint, lambda: self.http.build_request("GET", path, params=query or None), read, shown)

    def send(
        self,
        endpoint: str,
        build: Callable[[], httpx.Request],
        read: Callable[[bytes], T],
        shown: str | None = None,
    ) -> T:
        """What ``read`` makes of the answer to the request that ``build`` makes, a new one for each attempt.

        ``shown`` stands in the log for path and query where those hold a credential or do not tell what was asked.
        ``read`` raises Unreadable for a body that can't be what was meant; that counts as a failed attempt.
        Raises Refused at once, StopsRun at once, Transient after the attempts are used up.
        """
        renewed = False
        for attempt in self._attempts():
            with attempt:
                try:
                    return self._once(endpoint, build, read, shown)
                except StopsRun as stop:
                    # a short-lived token may have run out between two calls
                    if stop.failure != "unauthorized" or renewed or not self.auth.renew():
                        raise
                    renewed = True
                    return self._once(endpoint, build, read, shown)
        raise AssertionError("tenacity returns or raises")

    def _attempts(self) -> Retrying:
        pause = wait_random_exponential(multiplier=0.2, max=self.longest_pause_s)

        def wait(state: RetryCallState) -> float:
            failed = state.outcome.exception() if state.outcome else None
            # after a throttle the gate already holds everybody back
            return 0.0 if isinstance(failed, Throttled) else pause(state)

        return Retrying(
            stop=stop_after_attempt(ATTEMPTS), wait=wait, retry=retry_if_exception_type(Transient), reraise=True
        )

    def _once(
        self, endpoint: str, build: Callable[[], httpx.Request], read: Callable[[bytes], T], shown: str | None
    ) -> T:
        waited_s = self.gate.reserve()
        try:
            request = build()
        except httpx.InvalidURL as wrong:
            raise BadRequest(f"That can't be asked of {self.provider}: {wrong}.") from wrong
        request.headers.update(self.auth.headers())
        url = shown or request.url.raw_path.decode("ascii")
        called_at, started = datetime.now(UTC), time.perf_counter()
        ended: float | None = None  # reading the answer is our own time, not the provider's

        def note(response: httpx.Response | None, failure: str | None) -> None:
            body = response.content if response is not None else None
            if body is not None and failure is not None:
                body = body[:FAILED_BYTES]
            answered = response is not None and response.status_code < 500 and response.status_code != 429
            self.log.append(
                Exchange(
                    self.provider,
                    endpoint,
                    url,
                    called_at,
                    round(waited_s * 1000),
                    round(((ended or time.perf_counter()) - started) * 1000),
                    response.status_code if response is not None else None,
                    self._without_secrets(body) if body is not None else None,
                    int(answered),
                    quota_remaining(response),
                    failure,
                )
            )

        try:
            response = self.http.send(request)
        except httpx.RequestError as broken:
            error = self._no_answer(broken)
            note(None, error.failure)
            raise error from broken
        ended = time.perf_counter()
        refusal = self.classify(response)
        if refusal is None:
            try:
                result = read(response.content)
            except ProviderError as unreadable:
                note(response, unreadable.failure)
                raise
            note(response, None)
            rest_s = self.pace(response) if self.pace is not None else None
            if rest_s is not None:
                with suppress(StopsRun):  # a rest too long to wait for stops the next call, not this answer
                    self.gate.push_back(rest_s)
            return result
        note(response, refusal.failure)
        # the server's words stand in the error, and errors are printed and kept
        refusal.args = tuple(self._without_secrets(str(part).encode()).decode() for part in refusal.args)
        if isinstance(refusal, Throttled):
            self.gate.push_back(refusal.wait_s)
        if isinstance(refusal, QuotaExhausted):
            self.gate.block(QUOTA_PAUSE, str(refusal))
        raise refusal

    def _no_answer(self, broken: httpx.RequestError) -> ProviderError:
        where = f"{self.provider} at {self.http.base_url}"
        kind = f"{type(broken).__name__}: {broken}" if str(broken) else type(broken).__name__
        if isinstance(broken, TooLarge):
            return Unreadable(f"The answer of {where} can't be taken in: {broken}.")
        if isinstance(broken, httpx.ConnectError):
            return Unreachable(
                f"{where} can't be reached ({broken}). Check the address and the network; nothing was changed."
            )
        return Unavailable(f"{where} broke off the answer ({kind}).")

    def _without_secrets(self, body: bytes) -> bytes:
        """The body as received, unless it repeats a credential to us."""
        for secret in self.auth.secrets():
            body = body.replace(secret.encode(), b"[removed]")
        return body


def quota_remaining(response: httpx.Response | None) -> int | None:
    """Calls left as the answer's header says; None when it does not."""
    return whole(response, "x-quota-remaining") if response is not None else None
