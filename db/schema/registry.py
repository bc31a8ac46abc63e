"""The registry all tables are entered in, and the words they are described with.

Three marks in ``info`` serve ``groundswell db fingerprint``, which compares the content of two warehouses:
``natural_key`` on a table names the columns that identify a row by meaning, ``is_provenance`` on a column says that it
tells when or by which call a row came in, not what it says, and ``means`` names the column a number of ours points to
where no foreign key does, because the table is too big to check row by row.
"""

from typing import Any

from sqlalchemy import Column, DateTime, MetaData, func

SCHEMAS = ("raw", "core", "mart", "bi", "ops", "app")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PROVENANCE = {"is_provenance": True}


def loaded_at(comment: str = "When the row was written or last changed (UTC).") -> Column[Any]:
    """A time of writing, filled by the database and left out of fingerprints."""
    return Column(
        "loaded_at",
        DateTime(timezone=True),
        server_default=func.now(),
        nullable=False,
        comment=comment,
        info=PROVENANCE,
    )
