-- What a figure is made of: tracks, sounds or account of an artist, track, sound or label, now and at an earlier time.
create or replace function core.explain_member(
    of_metric smallint, entity_kind text, entity_id bigint, label text, was_at timestamptz
)
    returns table (kind text, id bigint, is_linked boolean, was_linked boolean)
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    measured core.metric;
    artists bigint[];
begin
    if explain_member.entity_kind in ('track', 'sound') then
        return query select explain_member.entity_kind, explain_member.entity_id, true, true;
        return;
    end if;
    select m.* into measured from core.metric m where m.metric_id = of_metric;
    if explain_member.entity_kind = 'label' then
        artists := array(select c.artist_id from app.artist_card c
                         where c.status = 'confirmed' and explain_member.label in (c.label, 'all labels'));
    else
        artists := array[explain_member.entity_id];
    end if;
    if measured.membership = 'sounds' then
        return query
        select 'sound', s.sound_id, bool_or(s.is_now), bool_or(not s.is_now)
        from (select k.sound_id, true as is_now from core.artist_sound_known('infinity') k
              where k.artist_id = any (artists)
              union all
              select k.sound_id, false from core.artist_sound_known(was_at) k where k.artist_id = any (artists)) s
        group by s.sound_id;
    elsif measured.entity_kind = 'track' and measured.membership = 'links' then
        return query
        select 'track', t.track_id, bool_or(t.is_now), bool_or(not t.is_now)
        from (select k.track_id, true as is_now from core.artist_track_known('infinity') k
              where k.artist_id = any (artists)
              union all
              select k.track_id, false from core.artist_track_known(was_at) k where k.artist_id = any (artists)) t
        group by t.track_id;
    elsif measured.entity_kind = 'track' then
        return query
        select distinct 'track', t.track_id, true, true from core.track_artist t where t.artist_id = any (artists);
    end if;
    -- an account stands for the artist, or beside the linked tracks
    if explain_member.entity_kind = 'artist'
       and (measured.entity_kind = 'artist' or measured.entity_kind = 'track' and measured.membership = 'links') then
        return query select 'artist', explain_member.entity_id, true, true;
    end if;
end
$$;

comment on function core.explain_member(smallint, text, bigint, text, timestamptz) is
    'Tracks, sounds or account a figure is made of, as linked now and as they were at an earlier time.';
