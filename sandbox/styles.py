"""What the music of a library sounds like: genres under MusicBrainz' names, moods, and which moods go with what."""

# root as people sort records, and genres below it
GENRES: dict[str, tuple[str, ...]] = {
    "rock": ("indie rock", "shoegaze", "post-punk", "garage rock", "progressive rock", "death metal", "pop punk"),
    "pop": ("synth-pop", "dance-pop", "dream pop", "art pop", "k-pop", "city pop"),
    "hip hop": ("trap", "boom bap", "conscious hip hop", "drill"),
    "electronic": ("deep house", "techno", "drum and bass", "ambient", "trance", "downtempo"),
    "r&b": ("contemporary r&b", "neo soul", "funk"),
    "jazz": ("bebop", "vocal jazz", "jazz fusion"),
    "folk": ("indie folk", "contemporary folk"),
    "country": ("alt-country", "country pop"),
    "latin": ("reggaeton", "bachata", "salsa"),
    "reggae": ("dub", "roots reggae"),
    "classical": ("modern classical", "opera"),
}

# mood, and the hours of the day it is at home in
MOODS: dict[str, tuple[int, int]] = {
    "energetic": (6, 10),
    "happy": (9, 18),
    "calm": (20, 24),
    "sad": (21, 24),
    "romantic": (18, 23),
    "dark": (22, 24),
    "relaxed": (17, 22),
    "aggressive": (15, 20),
}

MOODS_OF_ROOT: dict[str, tuple[str, ...]] = {
    "rock": ("energetic", "aggressive", "dark"),
    "pop": ("happy", "romantic"),
    "hip hop": ("aggressive", "energetic"),
    "electronic": ("energetic", "dark", "relaxed"),
    "r&b": ("romantic", "relaxed"),
    "jazz": ("relaxed", "calm"),
    "folk": ("calm", "sad"),
    "country": ("sad", "happy"),
    "latin": ("happy", "romantic"),
    "reggae": ("relaxed", "happy"),
    "classical": ("calm", "sad"),
}
