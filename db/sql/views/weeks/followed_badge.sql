-- Badges of followed artists and their tracks with what they were judged by, the weightiest first.
create view mart.followed_badge as
select b.week_on, b.artist_id, f.artist, f.label, f.team,
       case when b.track_id is null then 'artist' else 'track' end as whose, t.name as track_name,
       m.code as metric, m.name as metric_name, m.unit, b.tier, b.direction,
       core.badge_label(b.tier, b.direction) as badge,
       case b.tier when 'confirmed' then 1 when 'rising' then 2 when 'check data' then 3 when 'new activity' then 4
                   when 'raw only' then 5 else 6 end as weight,
       b.this_week, b.last_week, b.extra, b.ratio,
       case when b.last_week > 0 then b.extra::double precision / b.last_week end as change_share,
       b.expected_ratio_low, b.expected_ratio_high, round(b.expected)::bigint as expected, b.threshold, b.threshold_rule, b.floor,
       b.days_matched || '/7' as days, b.reason, c.week_on is not null as is_newest
from mart.badge b
join mart.followed_artist f on f.artist_id = b.artist_id
join core.metric m on m.metric_id = b.metric_id
left join core.track t on t.track_id = b.track_id
left join mart.closed_week c on c.week_on = b.week_on and c.is_newest
where b.tier is not null;

comment on view mart.followed_badge is 'Badges of followed artists and their tracks, with what they were judged by.';
comment on column mart.followed_badge.week_on is 'The Friday the week begins with; it ends with Thursday.';
comment on column mart.followed_badge.artist_id is 'Our number of the artist.';
comment on column mart.followed_badge.artist is 'Name, with our number where two followed artists share it.';
comment on column mart.followed_badge.label is 'Label of the card.';
comment on column mart.followed_badge.team is 'Team of the card; null where none looks after the artist.';
comment on column mart.followed_badge.whose is 'artist: badge of the artist as a whole; track: of one track.';
comment on column mart.followed_badge.track_name is 'Title of the track; null for the artist as a whole.';
comment on column mart.followed_badge.metric is 'Short name of what is measured.';
comment on column mart.followed_badge.metric_name is 'Name of what is measured.';
comment on column mart.followed_badge.unit is 'What one is: streams or posts.';
comment on column mart.followed_badge.tier is 'confirmed, rising, raw only, expected, check data or new activity.';
comment on column mart.followed_badge.direction is 'up or down.';
comment on column mart.followed_badge.badge is 'Tier with its direction, as tables print it.';
comment on column mart.followed_badge.weight is '1 for the surest tier to 6 for what is explained; to sort by.';
comment on column mart.followed_badge.this_week is 'This week, like for like.';
comment on column mart.followed_badge.last_week is 'The week before, like for like.';
comment on column mart.followed_badge.extra is 'this_week less last_week.';
comment on column mart.followed_badge.ratio is 'this_week over last_week; null when last_week is 0.';
comment on column mart.followed_badge.change_share is 'extra over last_week; null when last_week is 0.';
comment on column mart.followed_badge.expected_ratio_low is 'Lower end of the 95 % interval of the ratio to what was expected.';
comment on column mart.followed_badge.expected_ratio_high is 'Upper end of that interval.';
comment on column mart.followed_badge.expected is 'Median of the last 8 ordinary weeks, on the same tracks and days.';
comment on column mart.followed_badge.threshold is 'Threshold of the rule that applied.';
comment on column mart.followed_badge.threshold_rule is 'Whose rule applied: global, team or artist.';
comment on column mart.followed_badge.floor is 'Extra units a confirmed badge needs.';
comment on column mart.followed_badge.days is 'Days seen in both weeks, of 7.';
comment on column mart.followed_badge.reason is 'Why this badge, in a sentence.';
comment on column mart.followed_badge.is_newest is 'Of the newest week that is over.';
