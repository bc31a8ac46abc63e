-- Streams and TikTok posts of followed artists week by week, like for like, with badge and releases: tiles and lines.
create view bi.followed_week as
select w.week_on, w.artist_id, f.artist, f.picture_html, f.artist_link_html,
       '<a href="' || bi.artist_page(f.artist, 'music-analytics') || '">by month and platform</a>' as analytics_link_html,
       f.label, f.team, m.code as metric,
       m.name as metric_name, m.unit, w.basis, w.value as value_all, w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.change::double precision / w.last_week end as change_share,
       w.days_matched || '/7' as days, coalesce(core.badge_label(b.tier, b.direction), '') as badge, coalesce(b.reason, '') as reason,
       (select string_agg(t.name, ', ' order by t.release_on, t.name)
        from core.track_artist k
        join core.track t on t.track_id = k.track_id
        where k.artist_id = w.artist_id and t.release_on between w.week_on and w.week_on + 6) as released,
       w.week_on <= n.week_on as is_over, w.week_on = n.week_on and n.week_on is not null as is_newest
from bi.followed_artist f
join mart.artist_week w on w.artist_id = f.artist_id
join core.metric m on m.metric_id = w.metric_id and m.membership in ('links', 'sounds') and m.entity_kind <> 'artist'
left join mart.newest_week n on n.metric_id = w.metric_id
left join mart.badge b
  on b.artist_id = w.artist_id and b.track_id is null and b.metric_id = w.metric_id and b.week_on = w.week_on;

comment on view bi.followed_week is 'Streams and TikTok posts of followed artists, week by week, with badge and releases.';
comment on column bi.followed_week.week_on is 'The Friday the week begins with; it ends with Thursday.';
comment on column bi.followed_week.artist_id is 'Our number of the artist.';
comment on column bi.followed_week.artist is 'Name, with our number where two followed artists share it.';
comment on column bi.followed_week.picture_html is 'HTML: picture or initials, a link to the dashboard Artist.';
comment on column bi.followed_week.artist_link_html is 'HTML: name, a link to the dashboard Artist.';
comment on column bi.followed_week.analytics_link_html is 'HTML: a link to Music analytics, opened for the artist.';
comment on column bi.followed_week.label is 'Label of the card.';
comment on column bi.followed_week.team is 'Team of the card; null where none looks after the artist.';
comment on column bi.followed_week.metric is 'Short name of what is measured.';
comment on column bi.followed_week.metric_name is 'Name of what is measured.';
comment on column bi.followed_week.unit is 'What one is: streams or posts.';
comment on column bi.followed_week.basis is
    'tracks: sum over tracks; account: the account''s own figure; sounds: sum over sounds.';
comment on column bi.followed_week.value_all is 'The week''s figure over everything seen, comparable or not.';
comment on column bi.followed_week.this_week is 'This week: same tracks or sounds and same days as last_week.';
comment on column bi.followed_week.last_week is 'The week before: same tracks or sounds and same days as this_week.';
comment on column bi.followed_week.change is 'this_week less last_week.';
comment on column bi.followed_week.change_share is 'change over last_week; null when last_week is 0 or unknown.';
comment on column bi.followed_week.days is 'Days seen in both weeks, of 7.';
comment on column bi.followed_week.badge is 'Badge with its direction; empty when nothing is to be said.';
comment on column bi.followed_week.reason is 'Why this badge or none, in a sentence; empty when it was not judged.';
comment on column bi.followed_week.released is 'Titles first released in the week; null when none were.';
comment on column bi.followed_week.is_over is 'The week is over: it is not newer than the newest complete one.';
comment on column bi.followed_week.is_newest is 'The newest week of this metric that is over.';
