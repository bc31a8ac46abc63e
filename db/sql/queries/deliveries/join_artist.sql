-- Everything of a bare artist becomes the artist's it is, and the bare row goes. Where both have a series of the same
-- meaning, days only the bare one has are moved. Of two open cards one stays: a confirmed one, else the older.
drop table if exists delivered_twin;
create temporary table delivered_twin on commit drop as
select bare.series_id as bare_id, s.series_id
from core.audience_series bare
join core.audience_series s on s.artist_id = :artist_id and s.metric_id = bare.metric_id
 and s.identifier = bare.identifier and s.country_code is not distinct from bare.country_code
where bare.artist_id = :bare_id;

update core.audience_revision r
set series_id = w.series_id
from delivered_twin w
where r.series_id = w.bare_id and not exists (
    select from core.audience_point p where p.series_id = w.series_id and p.observed_on = r.observed_on
);
update core.audience_point p
set series_id = w.series_id
from delivered_twin w
where p.series_id = w.bare_id and not exists (
    select from core.audience_point o where o.series_id = w.series_id and o.observed_on = p.observed_on
);
delete from core.audience_revision r using delivered_twin w where r.series_id = w.bare_id;
delete from core.audience_point p using delivered_twin w where p.series_id = w.bare_id;
delete from ops.dirty_mark d using delivered_twin w where d.series_id = w.bare_id;
delete from core.audience_series s using delivered_twin w where s.series_id = w.bare_id;
update core.audience_series set artist_id = :artist_id where artist_id = :bare_id;

update core.spotify_account set artist_id = :artist_id where artist_id = :bare_id;

delete from core.artist_sound l
where l.artist_id = :bare_id and l.known_until is null and exists (
    select from core.artist_sound o where o.artist_id = :artist_id and o.sound_id = l.sound_id and o.known_until is null
);
update core.artist_sound set artist_id = :artist_id where artist_id = :bare_id;

delete from core.track_artist c
where c.artist_id = :bare_id and exists (
    select from core.track_artist o where o.artist_id = :artist_id and o.track_id = c.track_id
);
update core.track_artist set artist_id = :artist_id where artist_id = :bare_id;

delete from app.sound_suggestion g
where g.artist_id = :bare_id and exists (
    select from app.sound_suggestion o where o.artist_id = :artist_id and o.sound_id = g.sound_id
);
update app.sound_suggestion set artist_id = :artist_id where artist_id = :bare_id;

delete from app.spike_rule r
where r.artist_id = :bare_id and exists (
    select from app.spike_rule o where o.artist_id = :artist_id and o.metric = r.metric
);
update app.spike_rule set artist_id = :artist_id where artist_id = :bare_id;

update app.audience_question q
set artist_ids = array(
    select i.artist_id from unnest(array_replace(q.artist_ids, :bare_id, :artist_id)) with ordinality as i (artist_id, place)
    group by i.artist_id order by min(i.place))
where :bare_id = any (q.artist_ids);

update app.alert_rule r
set artist_ids = array(select distinct i from unnest(array_replace(r.artist_ids, :bare_id, :artist_id)) i order by i)
where :bare_id = any (r.artist_ids);
delete from app.alert_sent s
where s.artist_id = :bare_id and exists (
    select from app.alert_sent o
    where o.rule_id = s.rule_id and o.artist_id = :artist_id and o.metric_id = s.metric_id and o.week_on = s.week_on
      and o.tier = s.tier
);
update app.alert_sent set artist_id = :artist_id where artist_id = :bare_id;

with open_card as (
    select card_id, row_number() over (order by status = 'confirmed' desc, created_at, card_id) as place
    from app.artist_card where artist_id in (:artist_id, :bare_id) and status <> 'archived'
)
update app.artist_card c
set status = 'archived', archived_at = now()
from open_card o
where c.card_id = o.card_id and o.place > 1;
select app.note('groundswell', 'join_identities', 'card ' || card_id, to_jsonb(c),
                to_jsonb(c) || jsonb_build_object('artist_id', :artist_id))
from app.artist_card c where c.artist_id = :bare_id;
update app.artist_card set artist_id = :artist_id where artist_id = :bare_id;

delete from core.event e
where e.artist_id = :bare_id and exists (
    select from core.event o
    where o.artist_id = :artist_id and o.track_id is not distinct from e.track_id and o.kind = e.kind and o.source = e.source
      and o.identifier = e.identifier and o.happened_on = e.happened_on
);
update core.event set artist_id = :artist_id where artist_id = :bare_id;
delete from core.related_artist r
where r.artist_id = :bare_id and exists (
    select from core.related_artist o
    where o.artist_id = :artist_id and o.source = r.source and o.related_id = r.related_id
);
update core.related_artist set artist_id = :artist_id where artist_id = :bare_id;
update core.related_artist set related_artist_id = :artist_id where related_artist_id = :bare_id;

delete from core.report_figure g
where g.artist_id = :bare_id and exists (
    select from core.report_figure o
    where o.artist_id = :artist_id and o.issue_id = g.issue_id and o.metric_id = g.metric_id
);
update core.report_figure set artist_id = :artist_id where artist_id = :bare_id;

delete from core.market_reading b
where b.artist_id = :bare_id and exists (
    select from core.market_reading o
    where o.artist_id = :artist_id and o.source = b.source and o.read_on = b.read_on
);
update core.market_reading set artist_id = :artist_id where artist_id = :bare_id;
delete from core.genre_reading b
where b.artist_id = :bare_id and exists (
    select from core.genre_reading o
    where o.artist_id = :artist_id and o.source = b.source and o.read_on = b.read_on
);
update core.genre_reading set artist_id = :artist_id where artist_id = :bare_id;
delete from core.market_top_track b
where b.artist_id = :bare_id and exists (
    select from core.market_top_track o where o.artist_id = :artist_id and o.read_on = b.read_on
);
update core.market_top_track set artist_id = :artist_id where artist_id = :bare_id;
delete from mart.growth_metric b
where b.artist_id = :bare_id and exists (
    select from mart.growth_metric o where o.artist_id = :artist_id and o.measured_on = b.measured_on
);
update mart.growth_metric set artist_id = :artist_id where artist_id = :bare_id;

-- of two works with one number of the owner's the artist's own stays
update core.work w
set retired_at = clock_timestamp()
where w.artist_id = :bare_id and w.retired_at is null and exists (
    select from core.work o where o.artist_id = :artist_id and o.work_code = w.work_code and o.retired_at is null
);
update core.work set artist_id = :artist_id where artist_id = :bare_id;

-- an action both have open stays the artist's; who was at the other is told why it closed
update app.action_item a
set state = 'gone', state_reason = 'The same is open under the artist this one was joined to.', state_at = clock_timestamp(),
    state_by = 'groundswell'
where a.artist_id = :bare_id and a.state in ('open', 'doing') and exists (
    select from app.action_item o
    where o.artist_id = :artist_id and o.rule = a.rule and o.subject = a.subject and o.state in ('open', 'doing')
);
update app.action_item set artist_id = :artist_id where artist_id = :bare_id;
update mart.action_outcome set artist_id = :artist_id where artist_id = :bare_id;
delete from mart.similar_artist where :bare_id in (artist_id, other_artist_id);
delete from mart.artist_benchmark where artist_id = :bare_id;

delete from mart.artist_week where artist_id = :bare_id;
delete from mart.artist_bridge where artist_id = :bare_id;
-- the week is rolled up again by the marks below
update mart.label_week set top_artist_id = :artist_id where top_artist_id = :bare_id;
delete from mart.badge where artist_id = :bare_id;
delete from ops.dirty_mark where artist_id = :bare_id;
delete from core.artist where artist_id = :bare_id;

update core.artist set artist_id_spotify = :artist_id_spotify
where artist_id = :artist_id and artist_id_spotify is null;

insert into ops.dirty_mark (artist_id, since_on) values (:artist_id, '-infinity');
insert into ops.dirty_mark (series_id, since_on)
select s.series_id, '-infinity'
from core.audience_series s
join core.metric m on m.metric_id = s.metric_id and m.code = 'artist_luminate_streams'
where s.artist_id = :artist_id
