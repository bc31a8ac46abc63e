-- The tracks and sounds behind an audience, below each of the artists chosen: what two of them share stands in full below
-- both, so these rows are not to be added up over artists.
create or replace function app.audience_tracks(artists text[], platforms text[], from_on date, to_on date, country text default null)
    returns table (artist_id bigint, track_id bigint, sound_id bigint, track text, image_url text, metric text, total bigint,
                   daily_average numeric, peak bigint, days_tracked integer, coverage numeric)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    chosen bigint[] := core.audience_artists(artists);
begin
    return query
    select k.artist_id, r.track_id, r.sound_id, coalesce(t.name, nullif(u.name, ''), u.sound_id_tiktok), t.image_url, m.code,
           r.total, r.daily_average, r.peak, r.days_tracked, r.coverage
    from core.audience_figures(chosen, core.audience_metrics(platforms), from_on, to_on, country, 'track') r
    join core.metric m on m.metric_id = r.metric_id
    cross join lateral (
        select c.artist_id from core.track_artist c where c.track_id = r.track_id and m.membership = 'credits'
        union
        select s.artist_id from mart.artist_song s where s.track_id = r.track_id and m.membership = 'links'
        union
        select s.artist_id from core.artist_sound s where s.sound_id = r.sound_id and s.known_until is null) k
    left join core.track t on t.track_id = r.track_id
    left join core.sound u on u.sound_id = r.sound_id
    where chosen is null or k.artist_id = any (chosen)
    order by k.artist_id, t.name, r.track_id, r.sound_id, m.code;
end
$$;

comment on function app.audience_tracks(text[], text[], date, date, text) is
    'What app.audience answers by track, below each of the artists; what artists share stands in full below each of them.';
revoke execute on function app.audience_tracks(text[], text[], date, date, text) from public;
