-- What a figure is made of: tracks, sounds or account of an artist, track or sound, now and in the last report.
-- As in the bridge, only a link changed between the reports of two weeks is a change: one made later holds in both.
create or replace function core.explain_member(
    of_metric smallint, entity_kind text, entity_id bigint, friday date
)
    returns table (kind text, id bigint, is_linked boolean, was_linked boolean)
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    measured core.metric;
    this_report timestamptz := core.reported_at(friday);
    last_report timestamptz := core.reported_at(friday - 7);
begin
    if explain_member.entity_kind in ('track', 'sound') then
        return query select explain_member.entity_kind, explain_member.entity_id, true, true;
        return;
    end if;
    select m.* into measured from core.metric m where m.metric_id = of_metric;
    if measured.membership = 'sounds' or measured.entity_kind = 'track' and measured.membership = 'links' then
        return query
        select h.kind, h.id, h.is_now,
               case when h.is_now then h.is_last or not h.is_this else h.is_last and not h.is_this end
        from (
            select l.kind, l.id, bool_or(l.place = 1) as is_now, bool_or(l.place = 2) as is_this,
                   bool_or(l.place = 3) as is_last
            from (
                select 'sound' as kind, k.sound_id as id, a.place
                from (values (1, 'infinity'::timestamptz), (2, this_report), (3, last_report)) a (place, known_at)
                cross join lateral core.artist_sound_known(a.known_at) k
                where measured.membership = 'sounds' and k.artist_id = explain_member.entity_id
                union all
                select 'track', k.track_id, a.place
                from (values (1, 'infinity'::timestamptz), (2, this_report), (3, last_report)) a (place, known_at)
                cross join lateral core.artist_track_known(a.known_at) k
                where measured.membership = 'links' and k.artist_id = explain_member.entity_id
            ) l
            group by l.kind, l.id
        ) h;
    elsif measured.entity_kind = 'track' then
        return query
        select distinct 'track', t.track_id, true, true from core.track_artist t where t.artist_id = explain_member.entity_id;
    end if;
    -- an account stands for the artist, or beside the linked tracks
    if measured.entity_kind = 'artist' or measured.entity_kind = 'track' and measured.membership = 'links' then
        return query select 'artist', explain_member.entity_id, true, true;
    end if;
end
$$;

comment on function core.explain_member(smallint, text, bigint, date) is
    'Tracks, sounds or account a figure is made of, as linked now and as in the report of the week before.';
