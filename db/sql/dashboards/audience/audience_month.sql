-- The same by calendar month: totals of what may be added, levels of the rest, days tracked of the days gone by.
create view bi.audience_month as
select m.month_on, m.artist_id, m.artist, m.artist_link_html, m.label, m.team, m.is_first, m.platform, m.platform_name, m.platform_logo_html, m.metric,
       m.metric_name, m.metric_kind,
       case m.metric_kind when 'stock' then 'level' when 'rolling' then 'average' else 'adds up' end as kind, m.unit,
       m.track_id, m.sound_id, bi.text_html(coalesce(t.name, s.name, s.sound_id_tiktok)) as part_name_html, m.country, m.total,
       case when m.metric_kind = 'rolling' then m.mean else m.last_value end as level,
       case when m.metric_kind in ('flow', 'counter') then m.peak_amount else m.peak_value end as peak,
       m.days_tracked,
       least(extract(day from m.month_on + interval '1 month - 1 day'), (now() at time zone 'UTC')::date - m.month_on)::int
           as days_gone
from (
    select date_trunc('month', d.observed_on)::date as month_on, d.artist_id, d.artist, d.label, d.team, d.is_first,
           d.platform, d.platform_name, d.metric, d.metric_name, d.metric_kind, d.unit, d.track_id, d.sound_id, d.country,
           min(d.artist_link_html) as artist_link_html, min(d.platform_logo_html) as platform_logo_html,
           sum(d.amount)::bigint as total, round(avg(d.value))::bigint as mean,
           (array_agg(d.value order by d.observed_on desc))[1] as last_value, max(d.amount) as peak_amount,
           max(d.value) as peak_value, count(*)::int as days_tracked
    from bi.audience_day d
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) m
left join core.track t on t.track_id = m.track_id
left join core.sound s on s.sound_id = m.sound_id;

comment on view bi.audience_month is
    'Readings of followed artists, their tracks and sounds by calendar month: this one and the 12 before.';
comment on column bi.audience_month.month_on is 'First day of the month.';
comment on column bi.audience_month.artist_id is 'Our number of the artist.';
comment on column bi.audience_month.artist is 'Name, with our number where two followed artists share it.';
comment on column bi.audience_month.artist_link_html is 'HTML: name, a link to the dashboard Artist.';
comment on column bi.audience_month.label is 'Label of the card.';
comment on column bi.audience_month.team is 'Team of the card; null where none looks after the artist.';
comment on column bi.audience_month.is_first is 'First by name: whom a dashboard opens with.';
comment on column bi.audience_month.platform is 'Code of where it was counted.';
comment on column bi.audience_month.platform_name is 'Where it was counted.';
comment on column bi.audience_month.platform_logo_html is 'HTML: small picture of the platform.';
comment on column bi.audience_month.metric is 'Short name of what is measured.';
comment on column bi.audience_month.metric_name is 'Name of what is measured.';
comment on column bi.audience_month.metric_kind is 'stock, counter, rolling or flow.';
comment on column bi.audience_month.kind is 'adds up, level or average: only what adds up has a total.';
comment on column bi.audience_month.unit is 'What one is, for example streams.';
comment on column bi.audience_month.track_id is 'Our number of the track; null for figures of the artist or of a sound.';
comment on column bi.audience_month.sound_id is 'Our number of the sound; else null.';
comment on column bi.audience_month.country is 'Country the figure is of; Worldwide holds all of them, so the two are never added.';
comment on column bi.audience_month.total is 'What the month added; null for levels and averages.';
comment on column bi.audience_month.level is 'Last reading of the month; of averages the mean of the month.';
comment on column bi.audience_month.peak is 'Largest day: of what adds up the most a day added, of the rest the highest reading.';
comment on column bi.audience_month.days_tracked is 'Days with a reading.';
comment on column bi.audience_month.days_gone is 'Days of the month that are over.';
comment on column bi.audience_month.part_name_html is 'Title of the track or sound; null for figures of the artist.';
