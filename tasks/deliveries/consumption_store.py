"""What the warehouse must know before the vendor's figures come: their platforms, and the region that counts."""

from sqlalchemy import Connection

from db.statements import statement
from tasks.readers.deliveries.settings import Filter

# Metrics that come by region; their weekly figures are of one of them.
OF_A_REGION = ("track_luminate_streams", "artist_luminate_streams")


def enter_platforms(connection: Connection) -> None:
    """Platforms the vendor's figures are of; what a provider says of them stays."""
    connection.execute(statement("deliveries/platforms"))


def set_region(connection: Connection, wanted: Filter) -> None:
    """Let the weekly figures be of the region set. When it changes, all of them are marked to be built anew."""
    connection.execute(
        statement("deliveries/region"), {"codes": list(OF_A_REGION), "country_code": wanted.country_code}
    )
