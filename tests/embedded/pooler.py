"""Something that speaks Postgres' protocol far enough to refuse a connection, as poolers and old servers do."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

SSL_REQUEST, GSS_REQUEST = 80877103, 80877104


@contextlib.contextmanager
def refusing(message: str, state: str) -> Iterator[int]:
    """The port of a server that answers every connection with that error."""
    fields = b"".join(kind + text.encode() + b"\0" for kind, text in ((b"S", "FATAL"), (b"C", state), (b"M", message)))
    reply = b"E" + struct.pack("!i", len(fields) + 5) + fields + b"\0"
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    client, _ = listener.accept()
                    with client:
                        while True:
                            length, code = struct.unpack("!ii", client.recv(8, socket.MSG_WAITALL))
                            if code not in (SSL_REQUEST, GSS_REQUEST):
                                client.recv(length - 8, socket.MSG_WAITALL)
                                break
                            client.sendall(b"N")
                        client.sendall(reply)

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
