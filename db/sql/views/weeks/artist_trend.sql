-- Artists with a confirmed card, week by week, with badge, bridge and caveats: the table marketing reads.
create view mart.artist_trend as
select w.week_on, w.artist_id, a.name as artist_name, c.label, c.team, p.code as platform, m.code as metric,
       m.name as metric_name, m.unit, w.basis, w.value as value_all, w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::double precision / w.last_week end as ratio,
       w.days_matched || '/7' as days, b.tier, b.direction, b.is_raw, b.reason, b.expected_ratio_low, b.expected_ratio_high, b.extra,
       b.threshold, g.last_reported, g.change as bridge_change, g.real_listening, g.new_releases, g.newly_linked,
       g.missing_days, g.restatement, w.track_count, w.tracks_compared, w.coverage_share,
       concat_ws('; ',
           (select string_agg(k.detail, '; ')
            from core.artist_week_caveat(
                w.basis, m.membership in ('links', 'sounds'), m.unit, w.days_present, w.days_matched,
                w.change is not null, w.coverage_share, w.release_count, w.doubled_value, w.correction,
                g.newly_linked, g.restatement, g.last_reported) k),
           case when w.week_on = n.week_on
                then (select core.unlinked_caveat(k.track_count, k.linked_count) from mart.artist_card k
                      where k.card_id = c.card_id and m.membership = 'links') end,
           case when w.week_on = n.week_on
                then (select string_agg(f.name || ': ' || f.note, '; ') from mart.source_freshness f
                      where f.is_late and f.is_must_have) end) as caveats,
       w.week_on = n.week_on and n.week_on is not null as is_newest_complete
from mart.artist_week w
join app.artist_card c on c.artist_id = w.artist_id and c.status = 'confirmed'
join core.artist a on a.artist_id = w.artist_id
join core.metric m on m.metric_id = w.metric_id
join core.platform p on p.platform_id = m.platform_id
left join mart.newest_week n on n.metric_id = w.metric_id
left join mart.artist_bridge g on g.artist_id = w.artist_id and g.metric_id = w.metric_id and g.week_on = w.week_on
left join mart.badge b
  on b.artist_id = w.artist_id and b.track_id is null and b.metric_id = w.metric_id and b.week_on = w.week_on;

comment on view mart.artist_trend is 'Weekly trends of artists with a confirmed card, with badge, bridge and caveats.';
comment on column mart.artist_trend.week_on is 'The Friday the week begins with; it ends with Thursday.';
comment on column mart.artist_trend.artist_id is 'Our number of the artist.';
comment on column mart.artist_trend.artist_name is 'Artist.';
comment on column mart.artist_trend.label is 'Label of the card.';
comment on column mart.artist_trend.team is 'Team of the card; null where none looks after the artist.';
comment on column mart.artist_trend.platform is 'Where it was counted.';
comment on column mart.artist_trend.metric is 'Short name of what is measured.';
comment on column mart.artist_trend.metric_name is 'Name of what is measured.';
comment on column mart.artist_trend.unit is 'What one is, for example streams.';
comment on column mart.artist_trend.basis is
    'tracks: sum over tracks; account: the account''s own figure; sounds: sum over sounds.';
comment on column mart.artist_trend.value_all is 'The week''s figure over everything seen, comparable or not.';
comment on column mart.artist_trend.this_week is 'This week: same tracks or sounds and same days as last_week.';
comment on column mart.artist_trend.last_week is 'The week before: same tracks or sounds and same days as this_week.';
comment on column mart.artist_trend.change is 'this_week less last_week.';
comment on column mart.artist_trend.ratio is 'this_week over last_week; null when last_week is 0 or unknown.';
comment on column mart.artist_trend.days is 'Days seen in both weeks, of 7.';
comment on column mart.artist_trend.tier is
    'confirmed, rising, raw only, expected, check data, new activity; null when nothing is to be said.';
comment on column mart.artist_trend.direction is 'up or down.';
comment on column mart.artist_trend.is_raw is 'The plain rule holds: ratio at least the threshold (down: 1/it).';
comment on column mart.artist_trend.reason is 'Why this tier, in a sentence.';
comment on column mart.artist_trend.expected_ratio_low is 'Lower end of the 95 % interval of the ratio to what was expected.';
comment on column mart.artist_trend.expected_ratio_high is 'Upper end of that interval.';
comment on column mart.artist_trend.extra is 'Units more than last week, as tested.';
comment on column mart.artist_trend.threshold is 'Threshold of the rule that applied.';
comment on column mart.artist_trend.last_reported is 'The week before as it was reported.';
comment on column mart.artist_trend.bridge_change is
    'value_all less last_reported; the five parts that follow add up to it.';
comment on column mart.artist_trend.real_listening is 'Part of it: same tracks or sounds, same days.';
comment on column mart.artist_trend.new_releases is 'Part of it: tracks that were not out a week earlier.';
comment on column mart.artist_trend.newly_linked is 'Part of it: tracks or sounds linked since, less those unlinked.';
comment on column mart.artist_trend.missing_days is 'Part of it: days seen in only one of the weeks.';
comment on column mart.artist_trend.restatement is 'Part of it: what the week before has become since.';
comment on column mart.artist_trend.track_count is 'Tracks or sounds with a reading; null on basis account.';
comment on column mart.artist_trend.tracks_compared is 'Of these, part of this_week and last_week.';
comment on column mart.artist_trend.coverage_share is 'Share of the account explained by linked tracks, over 8 weeks.';
comment on column mart.artist_trend.caveats is 'What a reader must know, in one text; empty when nothing.';
comment on column mart.artist_trend.is_newest_complete is 'The newest week of this metric that is over.';
