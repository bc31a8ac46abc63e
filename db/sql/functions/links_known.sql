-- Who belongs to what as it was known at a moment; 'infinity' asks for what is known now.
-- Single selects without settings of their own, so that the planner sees through them.
create or replace function core.song_link_known(known_at timestamptz)
    returns table (spotify_track_id bigint, track_id bigint, method text, link_id bigint)
    language sql stable parallel safe
as $$
    select l.spotify_track_id, l.track_id, l.method, l.link_id
    from core.song_link l
    where l.known_from <= known_at and (l.known_until is null or known_at < l.known_until)
      and l.track_id is not null
      and not exists (select from core.song_link o
                      where l.method = 'vendor' and o.method = 'override' and o.spotify_track_id = l.spotify_track_id
                        and o.known_from <= known_at and (o.known_until is null or known_at < o.known_until))
$$;

comment on function core.song_link_known(timestamptz) is
    'Spotify track to unified song as known then, one row for each linked Spotify track. An override wins over the '
    'vendor''s link; one to no song leaves no row.';

create or replace function core.artist_track_known(known_at timestamptz)
    returns table (artist_id bigint, track_id bigint)
    language sql stable parallel safe
as $$
    select distinct a.artist_id, s.track_id
    from core.spotify_account a
    join core.account_track t on t.spotify_account_id = a.spotify_account_id
     and t.known_from <= known_at and (t.known_until is null or known_at < t.known_until)
    join core.song_link_known(known_at) s on s.spotify_track_id = t.spotify_track_id
$$;

comment on function core.artist_track_known(timestamptz) is
    'Unified songs of each artist as known then: a song once, however many Spotify tracks lead to it.';

create or replace function core.artist_sound_known(known_at timestamptz)
    returns table (artist_id bigint, sound_id bigint, track_id bigint)
    language sql stable parallel safe
as $$
    select l.artist_id, l.sound_id, l.track_id
    from core.artist_sound l
    where l.known_from <= known_at and (l.known_until is null or known_at < l.known_until)
$$;

comment on function core.artist_sound_known(timestamptz) is 'TikTok sounds of each artist as known then.';
