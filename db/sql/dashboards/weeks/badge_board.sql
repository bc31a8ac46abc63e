-- Badges of followed artists and their tracks as the dashboards list them.
create view bi.badge_board as
select b.week_on, b.artist_id, b.artist, f.picture_html, f.artist_link_html, b.label, b.team, b.whose,
       bi.text_html(b.track_name) as track_name_html, b.metric, b.metric_name, b.unit, b.tier, b.direction, b.badge, b.weight,
       b.this_week, b.last_week, b.extra, b.ratio, b.change_share, b.expected_ratio_low, b.expected_ratio_high, b.expected,
       b.threshold, case b.threshold_rule when 'global' then 'all artists' else b.threshold_rule end as threshold_rule, b.floor, b.days, b.reason, b.is_newest
from mart.followed_badge b
join bi.followed_artist f on f.artist_id = b.artist_id;
