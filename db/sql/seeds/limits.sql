-- Limits, budgets and fetch policies a new warehouse starts with; rows that are there stay as they were set.
insert into ops.rate_limit (provider, allowed_per_s, daily_budget)
values ('soundcharts', 83.3333, 100000)
on conflict (provider) do nothing;

insert into ops.fetch_policy (kind, stale_after, history_days, overlap_days)
values ('track_metadata', '30 days', null, null),
       ('artist_metadata', '30 days', null, null),
       ('track_audience', '1 day', 180, 7),
       ('artist_audience', '2 days', 180, 7)
on conflict (kind) do nothing;
