"""A mail server on loopback that delivers nothing: each mail becomes a file of its folder, to be looked at.

`python -m sandbox.servers.mail_catcher --folder mailbox --port 0`
"""

import argparse
import asyncio
import contextlib
import itertools
import re
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

MOST_BYTES = 50_000_000


class Mailbox:
    """A folder of mails, named by when they came, to whom and what about."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._numbers = itertools.count(1)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        subject = str(message_from_bytes(content, policy=default)["Subject"] or "")
        words = [*envelope.rcpt_tos, re.sub(r"\W+", "-", subject).strip("-")[:60]]
        name = re.sub(r"[^\w.@+-]+", "_", "-".join(words))
        path = self._folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{next(self._numbers):04}-{name}.eml"
        beside = path.with_suffix(".part")
        beside.write_bytes(content)
        beside.replace(path)
        return "250 2.0.0 in the mailbox"


async def serve(folder: Path, port: int) -> None:
    """Until somebody ends it. Raises OSError when the port is taken."""
    mailbox, ended = Mailbox(folder), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    server = await loop.create_server(
        lambda: SMTP(mailbox, data_size_limit=MOST_BYTES, loop=loop), host="127.0.0.1", port=port
    )
    async with server:
        await ended.wait()


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until SIGTERM or Ctrl-C; 1 with one sentence on stderr when it cannot begin."""
    parser = argparse.ArgumentParser(prog="sandbox.servers.mail_catcher", description="A mailbox of files.")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    given = parser.parse_args(arguments)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(serve(given.folder, given.port))
    except OSError as problem:
        sys.stderr.write(f"The mail catcher cannot start: {problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
