"""What roles may do, remembered for some seconds: a dashboard asks for all its charts at once, and each question asks
for the same rights ten times over.

Remembered is what a role may do, not what a person's roles are: who is given a role, or loses it, feels it at once.
"""

from datetime import datetime
from threading import Lock
from typing import Any

from cachetools import TTLCache
from flask import g
from superset.security import SupersetSecurityManager

import saved_questions
import scopes
from log_in import is_locked

REMEMBERED_S = 5
_remembered: TTLCache[tuple[Any, ...], Any] = TTLCache(maxsize=4096, ttl=REMEMBERED_S)
_lock = Lock()


class RememberedRights(SupersetSecurityManager):
    """Superset's own, asking its database once in five seconds for what a role may do."""

    def auth_user_db(self, username: str, password: str) -> Any:
        """Who logs in, or None; an account that failed too often waits, whatever password is given."""
        user = self.find_user(username=username) or self.find_user(email=username) if username else None
        if user is not None and is_locked(user, datetime.now()):  # noqa: DTZ005 - as Superset writes changed_on
            return None
        return super().auth_user_db(username, password)

    def raise_for_access(self, *given: Any, **named: Any) -> None:
        """Superset's own check, and before it ours of questions with SQL of their own."""
        if named.get("query_context") is not None:
            saved_questions.check(named["query_context"])
        super().raise_for_access(*given, **named)

    def can_access_schema(self, datasource: Any) -> bool:
        """Superset's own, and whoever may ask the whole warehouse may make a chart of what they asked in SQL Lab.

        Superset 6.1 looks at rights to a database for datasets alone, and refuses analysts their own answers.
        """
        from superset.models.sql_lab import Query

        if isinstance(datasource, Query) and datasource.user_id == getattr(g.user, "id", None):
            return bool(self.can_access_database(datasource.database))
        return bool(super().can_access_schema(datasource))

    def get_rls_cache_key(self, datasource: Any) -> list[str]:
        """With the scope: without it one login's rows would be another's answer."""
        return [*super().get_rls_cache_key(datasource), f"scope:{scopes.scope()}"]

    def exist_permission_on_roles(self, view_name: str, permission_name: str, role_ids: list[int]) -> bool:
        key = ("may", view_name, permission_name, *sorted(role_ids))
        with _lock:
            known = _remembered.get(key)
        if known is None:
            known = bool(super().exist_permission_on_roles(view_name, permission_name, role_ids))
            with _lock:
                _remembered[key] = known
        return known

    def user_view_menu_names(self, permission_name: str) -> set[str]:
        key = ("names", permission_name, *sorted(role.id for role in self.get_user_roles(g.user) if role is not None))
        with _lock:
            known = _remembered.get(key)
        if known is None:
            known = super().user_view_menu_names(permission_name)
            with _lock:
                _remembered[key] = known
        return set(known)
