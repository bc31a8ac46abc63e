-- Which Spotify track stood for which track, and when that was known: an override covers the vendor's link while it holds.
create or replace function core.song_link_span()
    returns table (link_id bigint, spotify_track_id bigint, track_id bigint, method text, span tstzrange)
    language sql stable parallel safe
as $$
    with override as (
        select spotify_track_id, range_agg(tstzrange(known_from, known_until)) as covered
        from core.song_link where method = 'override' and known_from < coalesce(known_until, 'infinity')
        group by spotify_track_id
    )
    select l.link_id, l.spotify_track_id, l.track_id, l.method, tstzrange(l.known_from, l.known_until)
    from core.song_link l
    where l.method = 'override' and l.track_id is not null and l.known_from < coalesce(l.known_until, 'infinity')
    union all
    select l.link_id, l.spotify_track_id, l.track_id, l.method, bare.span
    from core.song_link l
    left join override o on o.spotify_track_id = l.spotify_track_id
    cross join lateral unnest(
        tstzmultirange(tstzrange(l.known_from, l.known_until)) - coalesce(o.covered, '{}'::tstzmultirange)
    ) as bare (span)
    where l.method = 'vendor' and l.known_from < coalesce(l.known_until, 'infinity')
$$;

comment on function core.song_link_span() is
    'Links from Spotify tracks to tracks with the time each was in force; an override covers the vendor''s link.';

-- Which artist held which track through accounts and links, and when that was known; one row for each way.
create or replace function core.artist_track_span()
    returns table (artist_id bigint, track_id bigint, spotify_track_id bigint, span tstzrange)
    language sql stable parallel safe
as $$
    select a.artist_id, l.track_id, l.spotify_track_id, l.span * tstzrange(h.known_from, h.known_until)
    from core.song_link_span() l
    join core.account_track h on h.spotify_track_id = l.spotify_track_id
     and h.known_from < coalesce(h.known_until, 'infinity')
    join core.spotify_account a on a.spotify_account_id = h.spotify_account_id
    where l.span && tstzrange(h.known_from, h.known_until)
$$;

comment on function core.artist_track_span() is
    'Tracks of artists through Spotify accounts and links, with the time each was known.';

-- From when on a changed link of a Spotify track can change a week: its release, or the first figures of a song it was
-- ever linked to, or when the change came, whichever is earliest. So a new release rebuilds weeks, not years.
create or replace function core.link_since(of_track bigint, came_on date) returns date
    language sql stable parallel safe
as $$
    select least(
        (select min((select min(p.observed_on) from core.audience_point p where p.series_id = s.series_id))
         from core.song_link l
         join core.audience_series s on s.track_id = l.track_id
         where l.spotify_track_id = of_track),
        (select r.release_on
         from core.spotify_track k join core.spotify_album r on r.album_id = k.album_id
         where k.spotify_track_id = of_track),
        came_on)
$$;

comment on function core.link_since(bigint, date) is 'First day whose week a changed link of a Spotify track can change.';
