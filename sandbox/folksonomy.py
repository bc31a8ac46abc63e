"""What people call music: the true genres in many spellings, among moods, places, decades and private words.

MusicBrainz' voters are few and careful, Last.fm's listeners many and not. Both are drawn from a library's truth.
"""

from collections.abc import Sequence
from random import Random

from sandbox.library import LibraryArtist, Shares
from sandbox.tastes import families

Tags = list[tuple[str, int]]

# Spellings that differ by more than capitals. A genre not here is written as it is.
SPELLINGS: dict[str, tuple[str, ...]] = {
    "synth-pop": ("synthpop", "synth pop", "synth-pop", "Synth Pop"),
    "post-punk": ("post-punk", "post punk", "Post Punk", "postpunk"),
    "hip hop": ("hip-hop", "Hip Hop", "hip hop", "Hip-Hop", "hiphop"),
    "r&b": ("rnb", "r&b", "R&B", "R and B"),
    "contemporary r&b": ("contemporary rnb", "contemporary r&b", "Contemporary R&B"),
    "drum and bass": ("drum and bass", "Drum n Bass", "dnb", "drum & bass", "Drum And Bass"),
    "k-pop": ("k-pop", "kpop", "K-Pop"),
    "neo soul": ("neo soul", "neo-soul", "Neo-Soul"),
    "alt-country": ("alt-country", "alt country", "alternative country"),
    "electronic": ("electronic", "electronica", "Electronic"),
    "conscious hip hop": ("conscious hip hop", "conscious rap", "Conscious Hip-Hop"),
    "jazz fusion": ("jazz fusion", "Jazz-Fusion", "fusion"),
    "progressive rock": ("progressive rock", "prog rock", "Progressive Rock"),
    "modern classical": ("modern classical", "contemporary classical", "Modern Classical"),
}
DEMONYMS: dict[str, str] = {
    "US": "american",
    "GB": "british",
    "DE": "german",
    "FR": "french",
    "JP": "japanese",
    "BR": "brazilian",
    "KR": "korean",
    "CN": "chinese",
    "TW": "taiwanese",
    "EG": "egyptian",
    "MA": "moroccan",
    "UA": "ukrainian",
    "KZ": "kazakh",
    "GR": "greek",
    "NO": "norwegian",
    "PL": "polish",
    "TR": "turkish",
    "ES": "spanish",
    "HU": "hungarian",
    "IS": "icelandic",
    "CA": "canadian",
    "AU": "australian",
}
_MOODS_ALSO = {"energetic": "upbeat", "sad": "melancholy", "calm": "mellow", "relaxed": "chill", "dark": "Dark"}
_OPINIONS = ("favorites", "seen live", "awesome", "Love", "beautiful", "favourite songs", "5 stars", "sexy")
_VOICES = ("female vocalists", "male vocalists", "singer-songwriter", "instrumental")
_PRIVATE = ("tag me 7", "my gang 09", "x1", "asdf", "playlist 3", "to check out", "7", "3", "a", "spotify", "bmx mix")


def spelt(roll: Random, genre: str) -> str:
    """A genre as one listener writes it."""
    return roll.choice(SPELLINGS.get(genre, (genre, genre.title(), genre)))


def listeners_tags(roll: Random, artist: LibraryArtist, genres: Shares, moods: Shares, year: int) -> Tags:
    """Last.fm's form: counts 0..100, the strongest 100, strongest first; twenty odd of which few are true."""
    weights: dict[str, float] = {spelt(roll, artist.root): roll.uniform(45, 110)}
    for genre, share in genres:
        weights.setdefault(spelt(roll, genre), 30 + 90 * share * roll.uniform(0.8, 1.2))
        if roll.random() < 0.35:
            weights.setdefault(spelt(roll, genre), 12 + 30 * share)
    for mood, share in moods:
        weights.setdefault(roll.choice((mood, mood, _MOODS_ALSO.get(mood, mood))), 8 + 45 * share * roll.random())
    noise = [
        DEMONYMS.get(artist.country, "world"),
        f"{year % 100 // 10}0s",
        str(year),
        artist.name,
        *roll.sample(_OPINIONS, 3),
        roll.choice(_VOICES),
        *roll.sample(_PRIVATE, 4),
    ]
    for word in noise:
        weights.setdefault(word, roll.choice((0, 1, 1, 2, 4, 8, 15, 30)) * roll.uniform(0.5, 1.2))
    # who files the artist elsewhere says so, as loudly as there are many of them
    for family, share in families(artist.id_spotify, genres).items():
        if family != artist.root:
            weights.setdefault(spelt(roll, family), (30 + 90 * share) * share * roll.uniform(0.8, 1.2))
    return _relative(weights)


def voters_tags(roll: Random, root: str, genres: Shares, country: str, share_voted: float) -> Tags:
    """MusicBrainz' form: few votes on well-spelt tags, some taken back (0 and below); often none."""
    if roll.random() >= share_voted:
        return []
    votes = {genre: max(1, round(5 * share * roll.random())) for genre, share in genres if roll.random() < 0.8}
    if roll.random() < 0.6:
        votes[root] = roll.choice((1, 1, 2, 3))
    if roll.random() < 0.3:
        votes[DEMONYMS.get(country, "world")] = 1
    if roll.random() < 0.15:
        votes[roll.choice(("to be sorted", "favourites", "2010s"))] = roll.choice((-1, 0, 1))
    return sorted(votes.items())


def soup(roll: Random, artists: Sequence[LibraryArtist]) -> Tags:
    """Tags of many artists at once, as "Various Artists" carries them."""
    weights = {spelt(roll, genre): roll.uniform(5, 100) for artist in artists for genre, _ in artist.genres}
    return _relative(weights | {"soundtrack": 100.0, "compilation": 90.0, "various artists": 60.0})


def _relative(weights: dict[str, float]) -> Tags:
    strongest = max(weights.values())
    counted = [(name, round(100 * weight / strongest)) for name, weight in weights.items()]
    return sorted(counted, key=lambda tag: (-tag[1], tag[0]))
