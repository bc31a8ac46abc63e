-- Tracks of followed artists week by week, found by links as the artist's own figures are; an override, which sorts first,
-- wins.
create view bi.followed_track_week as
select w.week_on, f.artist_id, f.artist, f.label, f.team, w.track_id, bi.text_html(t.name) as track_name_html,
       bi.text_html(t.credit_name) as credit_name_html, t.release_on, m.code as metric, m.name as metric_name,
       w.value as value_all, w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.change::double precision / w.last_week end as change_share,
       w.days_matched || '/7' as days, coalesce(core.badge_label(b.tier, b.direction), '') as badge, coalesce(b.reason, '') as reason,
       w.week_on = n.week_on and n.week_on is not null as is_newest
from mart.followed_artist f
cross join lateral (
    select distinct l.track_id
    from core.spotify_account s
    join core.account_track h on h.spotify_account_id = s.spotify_account_id and h.known_until is null
    cross join lateral (
        select o.track_id from core.song_link o
        where o.spotify_track_id = h.spotify_track_id and o.known_until is null
        order by o.method limit 1) l
    where s.artist_id = f.artist_id and l.track_id is not null) k
join core.track t on t.track_id = k.track_id
join mart.track_week w on w.track_id = k.track_id
join core.metric m on m.metric_id = w.metric_id and m.membership = 'links' and m.entity_kind = 'track'
left join mart.newest_week n on n.metric_id = w.metric_id
left join mart.badge b
  on b.artist_id = f.artist_id and b.track_id = w.track_id and b.metric_id = w.metric_id and b.week_on = w.week_on;

comment on view bi.followed_track_week is 'Streams of the tracks of followed artists, week by week, with badges.';
comment on column bi.followed_track_week.week_on is 'The Friday the week begins with; it ends with Thursday.';
comment on column bi.followed_track_week.artist_id is 'Our number of the artist whose track it is.';
comment on column bi.followed_track_week.artist is 'Name, with our number where two followed artists share it.';
comment on column bi.followed_track_week.label is 'Label of the card.';
comment on column bi.followed_track_week.team is 'Team of the card; null where none looks after the artist.';
comment on column bi.followed_track_week.track_id is 'Our number of the track.';
comment on column bi.followed_track_week.track_name_html is 'Title, safe to render.';
comment on column bi.followed_track_week.credit_name_html is 'Credit line, safe to render.';
comment on column bi.followed_track_week.release_on is 'First release day; null where unknown.';
comment on column bi.followed_track_week.metric is 'Short name of what is measured.';
comment on column bi.followed_track_week.metric_name is 'Name of what is measured.';
comment on column bi.followed_track_week.value_all is 'The week''s figure over the days seen, comparable or not.';
comment on column bi.followed_track_week.this_week is 'This week, on the same days as last_week.';
comment on column bi.followed_track_week.last_week is 'The week before, on the same days as this_week.';
comment on column bi.followed_track_week.change is 'this_week less last_week.';
comment on column bi.followed_track_week.change_share is 'change over last_week; null when last_week is 0 or unknown.';
comment on column bi.followed_track_week.days is 'Days seen in both weeks, of 7.';
comment on column bi.followed_track_week.badge is 'Badge with its direction; empty when the track does not stand out.';
comment on column bi.followed_track_week.reason is 'Why this badge or none, in a sentence; empty when it was not judged.';
comment on column bi.followed_track_week.is_newest is 'The newest week of this metric that is over.';
