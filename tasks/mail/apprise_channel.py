"""A message by Apprise: to Slack, Teams, a webhook and the like, within a bounded time."""

import logging
from threading import Thread

from pydantic import SecretStr

from db.errors import GroundswellError
from tasks.runs.shown import shown

# Apprise waits 4 s for a connection and 4 s for each piece of an answer, so that one that drips could take for ever.
LONGEST_S = 30.0
LONGEST_REASON = 300


class ChannelError(GroundswellError):
    """An address of Apprise did not take a message."""


class Channel:
    """An address of Apprise, which is a secret. Raises ChannelError where Apprise can't read it."""

    def __init__(self, url: SecretStr, longest_s: float = LONGEST_S) -> None:
        from apprise import Apprise, AppriseAsset  # a second that only who sends should wait for

        self._url, self._longest_s = url.get_secret_value(), longest_s
        self._apprise = Apprise(asset=AppriseAsset(app_id="Groundswell", app_desc="Groundswell", app_url=""))
        if not self._apprise.add(self._url):
            scheme = shown(self._url.partition(":")[0])[:20]
            raise ChannelError(
                f"Apprise can't read the address that begins with {scheme}; correct it in GROUNDSWELL_CHECKS_APPRISE."
            )

    def send(self, title: str, body: str) -> None:
        """Hand a message over. Raises ChannelError when it was not taken, or nobody answered in time."""
        from apprise import LogCapture, NotifyType

        taken: list[bool] = []
        with LogCapture(level=logging.WARNING, fmt="%(message)s") as log:  # type: ignore[no-untyped-call]

            def notify() -> None:
                taken.append(bool(self._apprise.notify(body=body, title=title, notify_type=NotifyType.WARNING)))

            # a thread that nobody waits for: what hangs ends with the program
            sending = Thread(target=notify, daemon=True)
            sending.start()
            sending.join(self._longest_s)
            reason = "" if log is None else str(log.getvalue())
        if not taken:
            raise ChannelError(f"Nobody answered within {self._longest_s:.0f} s.")
        if not taken[0]:
            raise ChannelError(self._cleaned(reason))

    def _cleaned(self, reason: str) -> str:
        """Apprise's last words, on one line and without what of the address is secret."""
        lines = [line.strip() for line in reason.splitlines() if line.strip()]
        words = lines[-1] if lines else "It was not taken."
        for part in self._url.partition("://")[2].replace("@", "/").replace(":", "/").replace("?", "/").split("/"):
            if len(part) >= 8 and "." not in part:
                words = words.replace(part, "…")
        return shown(words)[:LONGEST_REASON]
