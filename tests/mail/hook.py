"""A web hook on loopback, with what hooks do to messages on a bad day."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN = "t0ken-of-somebody"


@dataclass
class Hook:
    """What came in, as Apprise's json:// sends it; ``status`` to answer, ``hangs_s`` before, ``drips`` without end."""

    port: int = 9  # nobody
    messages: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    hangs_s: float = 0
    drips: bool = False
    # called before the answer is given
    at_message: Callable[[], None] | None = None
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def titles(self) -> list[str]:
        return [message["title"] for message in self.messages]

    def url(self, **options: Any) -> str:
        """Its address of Apprise; the path is a secret, as those of Slack and Teams are."""
        more = "&".join(f"{name}={value}" for name, value in options.items())
        return f"json://127.0.0.1:{self.port}/{TOKEN}" + (f"?{more}" if more else "")


@contextmanager
def opened_hook(hook: Hook) -> Iterator[Hook]:
    """The hook for the time of a `with`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hook.messages.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if hook.at_message is not None:
                hook.at_message()
            hook.ended.wait(hook.hangs_s)
            try:
                self.send_response(hook.status)
                self.send_header("Content-Length", "1000000" if hook.drips else "0")
                self.end_headers()
                while hook.drips and not hook.ended.is_set():
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            except OSError:
                self.close_connection = True  # nobody waits any more

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hook.port = server.server_address[1]
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    serving.start()
    try:
        yield hook
    finally:
        hook.ended.set()
        server.shutdown()
        server.server_close()
        serving.join()
