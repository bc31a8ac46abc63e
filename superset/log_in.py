"""The doors people come in by: how often they may be tried, what a password must be, what ends a session.

Superset limits neither of its two doors by itself, and tells sessions apart by address and browser alone, so that two
people behind one address share their filters.
"""

from datetime import datetime, timedelta
from hashlib import sha512
from typing import Any

from flask import Flask, abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.exceptions import PasswordComplexityValidationError
from flask_jwt_extended import verify_jwt_in_request
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt.exceptions import InvalidTokenError

DOORS = ("/login/", "/api/v1/security/login")
# What is answered to whoever only reaches the port: the doors, whether the server lives, how their pages look,
# and the end of mails.
OPEN = {
    *("AuthDBView.login", "SupersetAuthView.login", "AuthDBView.logout", "SupersetAuthView.logout"),
    *("SecurityApi.login", "SecurityApi.refresh", "health.health"),
    *("UnsubscribePage.ask", "UnsubscribePage.end"),  # by the token of a mail's link
    *("static", "appbuilder.static", "groundswell.static"),
}
LEAST_LETTERS = 12
MOST_FAILURES = 10  # of one account, whichever worker or address they came by
LOCKED_FOR = timedelta(minutes=15)


def check_password(password: str) -> None:
    """Raises PasswordComplexityValidationError for a password that is too short or one letter repeated."""
    if len(password) < LEAST_LETTERS or len(set(password)) < LEAST_LETTERS // 3:
        raise PasswordComplexityValidationError(
            f"A password has at least {LEAST_LETTERS} characters, and more than a few different ones."
        )


def is_locked(user: Any, now: datetime) -> bool:
    """Whether an account waits after failed log-ins. Superset counts them in its database, where all workers look."""
    is_recent = user.changed_on is not None and now - user.changed_on < LOCKED_FOR
    return (user.fail_login_count or 0) >= MOST_FAILURES and is_recent


def guard_doors(app: Flask, security_manager: Any) -> None:
    """One count for both doors, sessions that are one person's, no version for whoever is not logged in."""
    doors = security_manager.limiter.shared_limit(
        lambda: app.config["AUTH_RATE_LIMIT"], scope="log-in", methods=["POST"]
    )
    for rule in list(app.url_map.iter_rules()):
        if rule.rule in DOORS and "POST" in (rule.methods or ()):
            app.view_functions[rule.endpoint] = doors(app.view_functions[rule.endpoint])
    security_manager.lm._session_identifier_generator = lambda: session_mark(security_manager)
    app.before_request(keep_strangers_out)


def session_mark(security_manager: Any) -> str:
    """The mark of the one who asks."""
    number = session.get("_user_id")
    user = security_manager.get_user_by_id(int(number)) if number else None
    return mark(number, user.password if user else "")


def mark(number: str | None, password_hash: str) -> str:
    """Of a person and their password: no two people share it, and a new password ends every session."""
    return sha512(f"{number}|{password_hash}".encode()).hexdigest()


def keep_strangers_out() -> ResponseReturnValue | None:
    """Whoever is not logged in gets no further than the doors: some of Superset's routes forget to ask."""
    if request.endpoint is None or request.endpoint in OPEN or g.user.is_authenticated or has_token():
        return None
    if request.endpoint == "health.version" or request.path.startswith("/api/") or not accepts_pages():
        abort(401)
    return redirect(url_for("AuthDBView.login", next=request.full_path.rstrip("?")))


def accepts_pages() -> bool:
    """Whether a browser asks, not a program."""
    return "text/html" in request.accept_mimetypes


def has_token() -> bool:
    """Whether a program asks with a token that the second door gave it."""
    try:
        return "Authorization" in request.headers and verify_jwt_in_request(optional=True) is not None
    except (JWTExtendedException, InvalidTokenError):
        return False
