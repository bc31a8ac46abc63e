-- Charts and what the data team watches: a chart of a hundred places for each hundred artists, a ranking a week over the
-- years; runs, two weeks of calls (two a day for each artist), the queue with items for every artist and track, a budget.
insert into core.chart (slug, name, platform_id, frequency, country_code, positions)
select 'chart-' || n, 'Chart ' || n, (select platform_id from core.platform where code = 'spotify'), 'weekly',
       (array['DE', 'US', 'GB', 'FR', 'JP', 'BR', null])[1 + n % 7], 100
from generate_series(1, 1 + (select count(*)::int / 100 from core.artist)) n;

insert into ops.chart_schedule (slug) select slug from core.chart;

insert into core.chart_entry (chart_id, ranked_at, position, track_id, previous_position, appearances, appearance_unit)
select c.chart_id, cast(:last_on as date) - 7 * w, p, 1 + (hashint8(c.chart_id * 1000 + p + w / 8) & 2147483647) % k.tracks,
       nullif(p + (hashint8(p * 500 + w) & 7) - 3, p), 1 + w % 20, 'WOC'
from core.chart c
cross join generate_series(0, :days / 7) w
cross join generate_series(1, 100) p
cross join (select count(*) as tracks from core.track) k;

insert into ops.run (flow, started_at, ended_at, state, parameters, reason)
select (array['chart-sync', 'cascade', 'rollup', 'ingest-deliveries'])[1 + n % 4], now() - n * interval '1 hour',
       now() - n * interval '1 hour' + interval '90 seconds', case when n % 50 = 0 then 'failed' else 'completed' end,
       '{}', case when n % 50 = 0 then 'the provider did not answer' end
from generate_series(1, 5000) n;

insert into ops.call (provider, endpoint, called_at, waited_ms, elapsed_ms, status, cost, failure)
select 'soundcharts', (array['song_audience', 'artist_audience', 'song', 'artist', 'chart_ranking'])[1 + n % 5],
       now() - n * interval '14 days' / k.calls, n % 80, 20 + n % 300, case when n % 40 = 0 then 404 else 200 end, 1,
       case when n % 40 = 0 then 'not_found' end
from (select 28 * count(*)::int as calls from core.artist) k cross join lateral generate_series(1, k.calls) n;

insert into ops.work (kind, entity_id, platform, state, outcome, reason, queued_for, done_at)
select w.kind, w.entity_id, w.platform, case when w.entity_id % 100 = 0 then 'dead' else 'done' end,
       case when w.entity_id % 100 <> 0 then case when w.entity_id % 7 = 0 then 'no_data' else 'stored' end end,
       case when w.entity_id % 7 = 0 or w.entity_id % 100 = 0 then 'the provider has no such data' end,
       'chart-' || 1 + w.entity_id % (select count(*) from core.chart), now() - (w.entity_id % 1000) * interval '1 minute'
from (
    select 'artist_audience' as kind, artist_id as entity_id, p as platform
    from core.artist cross join unnest('{spotify,youtube,instagram,tiktok}'::text[]) p
    union all
    select 'track_audience', track_id, p from core.track cross join unnest('{spotify,youtube,shazam}'::text[]) p
) w;

insert into ops.rate_limit (provider, allowed_per_s, daily_budget) values ('soundcharts', 83, 100000)
on conflict do nothing
