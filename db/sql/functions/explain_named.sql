-- The passport by what a person calls a thing: number of an artist, name of an artist, track or label, id of a sound.
create or replace function app.explain(metric text, entity text, week date) returns jsonb
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    found_kind text;
    found_id bigint;
    how_many bigint;
begin
    select c.kind, min(c.id), count(*) into found_kind, found_id, how_many
    from (
        select 1 as place, 'artist' as kind, a.artist_id as id from core.artist a
        where a.name = explain.entity or a.artist_id::text = explain.entity or a.artist_id_spotify = explain.entity
        union all
        select 2, 'label', null from mart.label_week l where l.label = explain.entity group by l.label
        union all
        select 3, 'track', t.track_id from core.track t where t.name = explain.entity
        union all
        select 4, 'sound', s.sound_id from core.sound s
        where s.sound_id_tiktok = explain.entity or s.name = explain.entity
    ) c
    group by c.place, c.kind
    order by c.place
    limit 1;
    if found_kind is null then
        raise exception 'Nothing is called “%”; give the number or name of an artist, the name of a track or label, or the id of a sound.',
            left(explain.entity, 80) using errcode = 'no_data_found';
    end if;
    if how_many > 1 then
        raise exception '% %s are called “%”; ask with the number: app.explain(metric, ''%'', number, week).',
            how_many, found_kind, left(explain.entity, 80), found_kind using errcode = 'too_many_rows';
    end if;
    return core.explain(metric, found_kind, found_id, case when found_kind = 'label' then explain.entity end, week);
end
$$;

comment on function app.explain(text, text, date) is
    'Passport of a weekly figure of an artist, label, track or sound by number or name.';
revoke execute on function app.explain(text, text, date) from public;
