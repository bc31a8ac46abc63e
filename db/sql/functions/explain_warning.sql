-- What a reader of a figure must know: its own caveats, those of its parts counted, and what is said of now.
create or replace function core.explain_warning(
    figures jsonb, parts jsonb, of_metric smallint, entity_kind text, entity_id bigint, friday date
)
    returns jsonb
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    measured core.metric;
    w mart.artist_week := jsonb_populate_record(null::mart.artist_week, nullif(figures -> 'week', 'null'));
    b mart.artist_bridge := jsonb_populate_record(null::mart.artist_bridge, nullif(figures -> 'bridge', 'null'));
    is_newest boolean := not exists (
        select from mart.artist_week n where n.metric_id = of_metric and n.week_on > friday + 7);
begin
    select m.* into measured from core.metric m where m.metric_id = of_metric;
    return (
        select coalesce(jsonb_agg(t.detail order by t.place, t.detail), '[]')
        from (
            select 1 as place, c.detail
            from core.artist_week_caveat(
                w.basis, measured.membership in ('links', 'sounds'), measured.unit, w.days_present, w.days_matched,
                w.change is not null, w.coverage_share, w.release_count, w.doubled_value, w.correction,
                b.newly_linked, b.restated, b.last_total) c
            where explain_warning.entity_kind = 'artist' and figures ->> 'week' is not null
            union all
            select 2, case when explain_warning.entity_kind in ('track', 'sound') then d.detail
                           else format('%s: %s', p.name, d.detail) end
            from jsonb_to_recordset(parts) as p (name text, caveats jsonb, is_counted boolean)
            cross join lateral jsonb_array_elements_text(p.caveats) as d (detail)
            where p.is_counted
            union all
            select 3, u.detail
            from (
                select core.unlinked_caveat(count(distinct h.spotify_track_id),
                                            count(distinct h.spotify_track_id) filter (where k.link_id is not null))
                           as detail
                from core.spotify_account s
                join core.account_track h
                  on h.spotify_account_id = s.spotify_account_id and h.known_until is null
                left join core.song_link_known('infinity') k on k.spotify_track_id = h.spotify_track_id
                where s.artist_id = explain_warning.entity_id) u
            where explain_warning.entity_kind = 'artist' and measured.membership = 'links' and is_newest
              and u.detail is not null
            union all
            select 4, format('%s: %s', f.name, f.note)
            from core.source_freshness(core.today(), true) f
            where f.is_late and f.is_must_have and is_newest
        ) t);
end
$$;

comment on function core.explain_warning(jsonb, jsonb, smallint, text, bigint, date) is
    'Caveats of a figure and of its parts, in words.';
