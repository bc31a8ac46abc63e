"""The page a mail's link leads to: it ends those mails, for whoever has the link, without a log-in.

A mail program ends them by one POST (RFC 8058); who follows the link is asked first, because programs that check links
follow them, too.
"""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView, expose

from marketing.warehouse import Rejected, Row, WarehouseUnavailable, entering

GONE = "This link ends nothing: what it was for is gone already, or a part of the address is missing."
AWAY = "This can't be done just now. Try it again in a minute; nothing was changed."
LONGEST = 64


class UnsubscribePage(BaseView):
    """Open to everybody, see superset/log_in.py; a form of another site may send it, see superset_config.py."""

    route_base = "/marketing/unsubscribe"
    default_view = "ask"
    menu_name = ""

    @expose("/<token>", methods=["GET"])
    def ask(self, token: str) -> ResponseReturnValue:
        try:
            link = _link(token)
        except WarehouseUnavailable:
            return _page(AWAY, 503)
        return _page(GONE, 404) if link is None else _page("", 200, link)

    @expose("/<token>", methods=["POST"])
    def end(self, token: str) -> ResponseReturnValue:
        try:
            with entering() as entry:
                entry.call("unsubscribe", token=token[:LONGEST])
            link = _link(token)
        except WarehouseUnavailable:
            return _page(AWAY, 503)
        except Rejected as refused:
            return _page(str(refused), 404)
        return _page("", 200, link)


def _link(token: str) -> Row | None:
    """What the token ends. Raises WarehouseUnavailable."""
    with entering(is_kept=False) as entry:
        return next(iter(entry.call("unsubscribe_link", token=token[:LONGEST])), None)


def _page(problem: str, status: int, link: Row | None = None) -> ResponseReturnValue:
    page = render_template("groundswell/unsubscribe.html", problem=problem, link=link, address=request.path)
    return page, status, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
