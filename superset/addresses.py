"""E-mail addresses of other people: Superset lists them with everything that has owners, and nobody here needs them."""

from typing import Any

_LISTS = ("list_columns", "list_select_columns", "show_columns", "show_select_columns", "search_columns")


def hide_addresses() -> None:
    """Leave them out of what Superset's API answers. To be called before it registers its views."""
    from superset.charts.schemas import UserSchema as ChartUser
    from superset.datasets.schemas import UserSchema as DatasetUser
    from superset.views.base_api import BaseSupersetModelRestApi

    made = BaseSupersetModelRestApi.__init__

    def make(self: Any) -> None:
        for name in _LISTS:
            if columns := getattr(self, name, None):
                setattr(self, name, [column for column in columns if not str(column).endswith(".email")])
        self.extra_fields_rel_fields = {"owners": ["active"]}
        made(self)

    BaseSupersetModelRestApi.__init__ = make
    for schema in (ChartUser, DatasetUser):
        schema._declared_fields.pop("email")
