"""A provider that gives prepared answers one after the other, and a caller that asks it without pauses."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import httpx

from tasks.providers.caller import Auth, Caller
from tasks.providers.soundcharts.auth import HeaderAuth
from tasks.providers.soundcharts.status import classify
from tests.unit.recording_gate import RecordingGate

KEY = "s3cr3t-key"
Answer = httpx.Response | Callable[[httpx.Request], httpx.Response] | Exception


class Script:
    """Answers in order; an exception is raised, a function is asked. ``requests`` are those that came."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        assert self.answers, "more requests than prepared answers"
        given = self.answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return given if isinstance(given, httpx.Response) else given(request)


class RenewableAuth:
    """Numbered tokens: every renewal gives the next one."""

    def __init__(self) -> None:
        self.renewals = 0

    def headers(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer token-{self.renewals}"}

    def renew(self) -> bool:
        self.renewals += 1
        return True

    def secrets(self) -> tuple[str, ...]:
        return (f"token-{self.renewals}",)


@contextmanager
def calling(script: Script, auth: Auth | None = None) -> Iterator[tuple[Caller, RecordingGate]]:
    """A caller on the script, and the gate it passes."""
    gate = RecordingGate()
    with httpx.Client(base_url="https://provider.test", transport=httpx.MockTransport(script)) as http:
        yield Caller("soundcharts", http, auth or HeaderAuth("app", KEY), gate, classify, longest_pause_s=0.0), gate


def says(status: int, message: str, **headers: str) -> httpx.Response:
    """A refusal in the provider's words."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, json={"errors": [{"message": message}]}, headers=names)
