"""What the vendor and a provider each entered under a number of its own, made one: artists by Spotify id, songs too."""

from dataclasses import dataclass

from sqlalchemy import Connection

from db.statements import statement


@dataclass(frozen=True, slots=True)
class Joined:
    """Bare rows that were found to be an artist or a track a provider knows."""

    artists: int
    tracks: int


def join_identities(connection: Connection) -> Joined:
    """Join bare artists and songs with the ones they are, whoever came first; what follows is marked for the rollup.

    A song: the id of a Spotify track linked to it stands on a track's Spotify figures, or the ISRC is the same. An
    artist: the Spotify id stands on another artist's Spotify figures, or the name is the same and a joined track bears
    it as a credit; so songs go first. Two reads when there is nothing to join.
    """
    tracks = 0
    # a track chosen for two songs is the first one's: what is left for the second shows in the next round
    while pairs := connection.execute(statement("deliveries/same_tracks")).mappings().all():
        for pair in pairs:
            connection.execute(statement("deliveries/join_track"), dict(pair))
        tracks += len(pairs)
    artists = 0
    for pair in connection.execute(statement("deliveries/same_artists")).mappings().all():
        connection.execute(statement("deliveries/join_artist"), dict(pair))
        artists += 1
    return Joined(artists, tracks)
