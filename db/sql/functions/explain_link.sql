-- How a track or a sound came to be an artist's: every link of now and of the last report, in force or covered.
create or replace function core.explain_link(kind text, id bigint, artist_id bigint, since timestamptz) returns jsonb
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    if explain_link.kind = 'sound' then
        return (
            select jsonb_agg(jsonb_build_object(
                       'artist', a.name, 'method', 'entered', 'by', l.linked_by, 'track', t.name,
                       'known_from', l.known_from, 'known_until', l.known_until, 'is_in_force', l.known_until is null)
                       order by l.known_from, l.link_id)
            from core.artist_sound l
            join core.artist a on a.artist_id = l.artist_id
            left join core.track t on t.track_id = l.track_id
            where l.sound_id = explain_link.id and (l.known_until is null or l.known_until > since)
              and (explain_link.artist_id is null or l.artist_id = explain_link.artist_id));
    end if;
    return (
        select jsonb_agg(jsonb_build_object(
                   'spotify_track_id', s.track_id_spotify, 'spotify_track', s.name, 'spotify_track_number',
                   l.spotify_track_id, 'method', l.method, 'by', l.linked_by, 'reason', l.reason, 'load_id', l.load_id,
                   'known_from', l.known_from, 'known_until', l.known_until, 'account', h.name,
                   'account_load_id', h.load_id, 'account_known_from', h.known_from,
                   'account_known_until', h.known_until,
                   'is_in_force', k.link_id is not null and h.known_until is null)
                   order by l.spotify_track_id, l.known_from, l.link_id)
        from core.song_link l
        join lateral (
            select u.name, t.load_id, t.known_from, t.known_until
            from core.account_track t
            join core.spotify_account u on u.spotify_account_id = t.spotify_account_id
            where t.spotify_track_id = l.spotify_track_id and (t.known_until is null or t.known_until > since)
              and (explain_link.artist_id is null or u.artist_id = explain_link.artist_id)
            order by t.known_until desc nulls first, t.is_primary desc, t.link_id limit 1
        ) h on true
        left join core.spotify_track s on s.spotify_track_id = l.spotify_track_id
        left join core.song_link_known('infinity') k
          on k.spotify_track_id = l.spotify_track_id and k.link_id = l.link_id
        where l.track_id = explain_link.id and (l.known_until is null or l.known_until > since));
end
$$;

comment on function core.explain_link(text, bigint, bigint, timestamptz) is
    'Links that lead to a track or sound, with who made them and when; those replaced before a time are left out.';
