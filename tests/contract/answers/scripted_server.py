"""A server on loopback that sends prepared bytes, whatever is asked: half answers, endless ones, and lies."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Reply = bytes | Callable[[socket.socket], None]
TOKEN = b'{"access_token": "t0k3n", "expires_in": 3600}'


def http(body: bytes, status: int = 200, **headers: str) -> bytes:
    """An answer with its length; names of headers with _ for -."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def replying(*replies: Reply) -> Iterator[str]:
    """The address of a server that gives these replies, the last one again and again; tokens are always given."""
    given = list(replies)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request:
                request += connection.recv(65536)
            if request.split(b" ", 2)[1].endswith(b"/token"):
                connection.sendall(http(TOKEN))
                return
            reply = given.pop(0) if len(given) > 1 else given[0]
            if callable(reply):
                reply(connection)
            else:
                connection.sendall(reply)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(65536)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
