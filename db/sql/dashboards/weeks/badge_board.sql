-- Badges of followed artists and their tracks as the dashboards list them.
create view bi.badge_board as
select b.week_on, b.artist_id, b.artist, f.picture_html, f.artist_link_html, b.label, b.team, b.whose,
       bi.text_html(b.track_name) as track_name_html, b.metric, b.metric_name, b.unit, b.tier, b.direction, b.badge, b.weight,
       b.this_week, b.last_week, b.extra, b.ratio, b.change_share, b.expected_ratio_low, b.expected_ratio_high, b.expected,
       b.threshold, b.threshold_rule, b.floor, b.days, b.reason, b.is_newest
from mart.followed_badge b
join bi.followed_artist f on f.artist_id = b.artist_id;

comment on view bi.badge_board is 'Badges of followed artists and their tracks, with what they were judged by.';
comment on column bi.badge_board.week_on is 'The Friday the week begins with; it ends with Thursday.';
comment on column bi.badge_board.artist_id is 'Our number of the artist.';
comment on column bi.badge_board.artist is 'Name, with our number where two followed artists share it.';
comment on column bi.badge_board.label is 'Label of the card.';
comment on column bi.badge_board.team is 'Team of the card; null where none looks after the artist.';
comment on column bi.badge_board.picture_html is 'HTML: picture or initials, a link to the dashboard Artist.';
comment on column bi.badge_board.artist_link_html is 'HTML: name, a link to the dashboard Artist.';
comment on column bi.badge_board.whose is 'artist: badge of the artist as a whole; track: of one track.';
comment on column bi.badge_board.track_name_html is 'Title of the track; null for the artist as a whole.';
comment on column bi.badge_board.metric is 'Short name of what is measured.';
comment on column bi.badge_board.metric_name is 'Name of what is measured.';
comment on column bi.badge_board.unit is 'What one is: streams or posts.';
comment on column bi.badge_board.tier is 'confirmed, rising, raw only, expected, check data or new activity.';
comment on column bi.badge_board.direction is 'up or down.';
comment on column bi.badge_board.badge is 'Tier with its direction, as tables print it.';
comment on column bi.badge_board.weight is '1 for the surest tier to 6 for what is explained; to sort by.';
comment on column bi.badge_board.this_week is 'This week, like for like.';
comment on column bi.badge_board.last_week is 'The week before, like for like.';
comment on column bi.badge_board.extra is 'this_week less last_week.';
comment on column bi.badge_board.ratio is 'this_week over last_week; null when last_week is 0.';
comment on column bi.badge_board.change_share is 'extra over last_week; null when last_week is 0.';
comment on column bi.badge_board.expected_ratio_low is 'Lower end of the 95 % interval of the ratio to what was expected.';
comment on column bi.badge_board.expected_ratio_high is 'Upper end of that interval.';
comment on column bi.badge_board.expected is 'Median of the last 8 ordinary weeks, on the same tracks and days.';
comment on column bi.badge_board.threshold is 'Threshold of the rule that applied.';
comment on column bi.badge_board.threshold_rule is 'Whose rule applied: global, team or artist.';
comment on column bi.badge_board.floor is 'Extra units a confirmed badge needs.';
comment on column bi.badge_board.days is 'Days seen in both weeks, of 7.';
comment on column bi.badge_board.reason is 'Why this badge, in a sentence.';
comment on column bi.badge_board.is_newest is 'Of the newest week that is over.';
