-- Badges of followed artists on one metric, as the label's page prints them
select b.artist_id, b.tier, b.direction, b.badge, b.weight, b.extra, b.ratio, b.expected_ratio_low as ratio_low,
       b.expected_ratio_high as ratio_high, b.reason
from mart.followed_badge b
where b.week_on = :week and b.metric = :metric and b.whose = 'artist' and mart.is_within(b.label, b.team, :label, :team)
order by b.artist_id;
