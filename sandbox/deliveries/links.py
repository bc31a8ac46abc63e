"""Which song the vendor takes a Spotify track for, as of each of its snapshots; some late, some wrong, some never."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sandbox.deliveries.arrivals import first_drop, sunday_from, sunday_until
from sandbox.deliveries.catalogue import Account, Song
from sandbox.deliveries.faults import LateLink, LinkFaults, NeverLinked, Relink, ThinLinks
from sandbox.seeded_random import dice
from sandbox.world import World

NEVER_SHARE = 0.04
THIN_PART = 0.6  # of an account's streams of the last eight weeks, at least, belongs to unlinked songs
RELINKED_WEEKS_BEFORE_END = (4, 18, 33)

Links = Mapping[int, Sequence[tuple[date, int]]]


def deal_link_faults(world: World, accounts: Sequence[Account], songs: Sequence[Song]) -> LinkFaults:
    """Faults that do not touch each other's songs; fewer in a small world."""
    roll = dice(world.seed, "vendor", "links")
    thin = _thin(world, roll.sample(accounts, len(accounts)), songs)
    left = [song for song in roll.sample(songs, len(songs)) if all(song.song_id not in each.song_ids for each in thin)]
    never = [left.pop() for _ in range(min(len(left) // 4, max(1, round(len(songs) * NEVER_SHARE))))]
    late = []
    for song in left[: max(1, len(songs) // 25)]:
        weeks = roll.randint(3, 20)
        drop_on = sunday_from(max(song.track.released_on, first_drop(world.span)) + timedelta(weeks=weeks))
        if drop_on <= world.end_on:
            late.append(LateLink(song.song_id, drop_on, weeks))
    delayed = {fault.song_id for fault in late}
    relinks = _relinks(world, [song for song in left if song.song_id not in delayed])
    return LinkFaults(tuple(NeverLinked(song.song_id) for song in never), tuple(late), tuple(relinks), tuple(thin))


def make_links(world: World, songs: Sequence[Song], faults: LinkFaults) -> Links:
    """For each Spotify track that is ever linked: from which drop on, and to which song, oldest first."""
    unlinked = {fault.song_id for fault in faults.never} | {song for fault in faults.thin for song in fault.song_ids}
    late = {fault.song_id: fault.drop_on for fault in faults.late}
    links: dict[int, list[tuple[date, int]]] = {}
    for song in songs:
        if song.song_id not in unlinked:
            usual = sunday_from(max(song.track.released_on, first_drop(world.span)))
            for spotify_track in song.spotify_tracks:
                links[spotify_track] = [(late.get(song.song_id, usual), song.song_id)]
    for fault in faults.relinks:
        links[fault.spotify_track_id].append((fault.drop_on, fault.other_song_id))
    return links


def links_on(links: Links, drop_on: date) -> dict[int, int]:
    """Song by Spotify track, as the newest snapshot up to a drop says."""
    snapshot = sunday_until(drop_on)
    known = {track: [song for since, song in steps if since <= snapshot] for track, steps in links.items()}
    return {track: steps[-1] for track, steps in known.items() if steps}


def _thin(world: World, accounts: Sequence[Account], songs: Sequence[Song]) -> list[ThinLinks]:
    """Accounts with a total of their own, the biggest songs unlinked until they are most of it, one left linked."""
    thin: list[ThinLinks] = []
    recent = {song.song_id: int(world.flow(song.track.uuid, "spotify")[-56:].sum()) for song in songs}
    for account in accounts:
        own = [song.song_id for song in songs if account.artist.uuid in song.track.artists]
        own.sort(key=lambda song: (-recent[song], song))
        if len(thin) == max(1, len(accounts) // 15):
            break
        total = sum(recent[song] for song in own)
        for count in range(1, len(own)):
            if sum(recent[song] for song in own[:count]) >= THIN_PART * total:
                if account.luminate_row is not None:
                    thin.append(ThinLinks(account.account_id, tuple(own[:count])))
                break
    return thin


def _relinks(world: World, linked: Sequence[Song]) -> list[Relink]:
    """Old songs with one Spotify track go to another old song, of the same artist where there is one."""
    old = [song for song in linked if song.track.released_on < world.start_on]
    single = [song for song in old if len(song.spotify_tracks) == 1]
    relinks = []
    for song, weeks in zip(single, RELINKED_WEEKS_BEFORE_END, strict=False):
        others = [other for other in old if other is not song]
        others.sort(key=lambda other: other.track.artists[0] != song.track.artists[0])
        if others:
            drop_on = sunday_from(world.end_on - timedelta(weeks=weeks))
            relinks.append(Relink(song.spotify_tracks[0], song.song_id, others[0].song_id, drop_on))
    return relinks
