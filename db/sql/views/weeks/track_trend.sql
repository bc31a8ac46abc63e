-- Tracks of artists with a confirmed card, week by week; one of two such artists has a row for each. Which tracks are an
-- artist's is said by links for metrics of links, else by credits. An override, which sorts first, wins.
create view mart.track_trend as
with held as (
    select distinct s.artist_id, l.track_id, 'links' as membership
    from core.spotify_account s
    join core.account_track h on h.spotify_account_id = s.spotify_account_id and h.known_until is null
    cross join lateral (
        select o.track_id from core.song_link o
        where o.spotify_track_id = h.spotify_track_id and o.known_until is null
        order by o.method limit 1) l
    where l.track_id is not null
    union all
    select artist_id, track_id, 'credits' from core.track_artist
)
select w.week_on, w.track_id, t.name as track_name, t.credit_name, t.release_on, h.artist_id, a.name as artist_name,
       c.label, c.team, p.code as platform, m.code as metric, m.name as metric_name, m.unit, w.value as value_all,
       w.this_week, w.last_week, w.change,
       case when w.last_week > 0 and w.this_week >= 0 then w.this_week::double precision / w.last_week end as ratio,
       w.days_matched || '/7' as days, b.tier, b.direction, b.reason,
       case when f.basis = 'tracks' and f.change <> 0 then w.change::double precision / f.change end
           as share_of_artist_change,
       w.week_on = n.week_on and n.week_on is not null as is_newest_complete
from held h
join app.artist_card c on c.artist_id = h.artist_id and c.status = 'confirmed'
join core.artist a on a.artist_id = h.artist_id
join core.metric m on m.membership = h.membership and m.entity_kind = 'track'
join core.platform p on p.platform_id = m.platform_id
join mart.track_week w on w.track_id = h.track_id and w.metric_id = m.metric_id
join core.track t on t.track_id = w.track_id
left join mart.newest_week n on n.metric_id = w.metric_id
left join mart.artist_week f on f.artist_id = h.artist_id and f.metric_id = w.metric_id and f.week_on = w.week_on
left join mart.badge b
  on b.artist_id = h.artist_id and b.track_id = w.track_id and b.metric_id = w.metric_id and b.week_on = w.week_on;

comment on view mart.track_trend is 'Weekly trends of the tracks of artists with a confirmed card.';
comment on column mart.track_trend.week_on is 'The Friday the week begins with; it ends with Thursday.';
comment on column mart.track_trend.track_id is 'Our number of the track.';
comment on column mart.track_trend.track_name is 'Title.';
comment on column mart.track_trend.credit_name is 'Credit line.';
comment on column mart.track_trend.release_on is 'First release day; null where unknown.';
comment on column mart.track_trend.artist_id is 'Artist with a confirmed card whose track it is.';
comment on column mart.track_trend.artist_name is 'Name of the artist.';
comment on column mart.track_trend.label is 'Label of the card.';
comment on column mart.track_trend.team is 'Team of the card; null where none looks after the artist.';
comment on column mart.track_trend.platform is 'Where it was counted.';
comment on column mart.track_trend.metric is 'Short name of what is measured.';
comment on column mart.track_trend.metric_name is 'Name of what is measured.';
comment on column mart.track_trend.unit is 'What one is, for example streams.';
comment on column mart.track_trend.value_all is 'The week''s figure over the days seen, comparable or not.';
comment on column mart.track_trend.this_week is 'This week, on the same days as last_week.';
comment on column mart.track_trend.last_week is 'The week before, on the same days as this_week.';
comment on column mart.track_trend.change is 'this_week less last_week.';
comment on column mart.track_trend.ratio is 'this_week over last_week; null when last_week is 0 or unknown.';
comment on column mart.track_trend.days is 'Days seen in both weeks, of 7.';
comment on column mart.track_trend.tier is 'Tier of the track''s badge; null when it does not stand out.';
comment on column mart.track_trend.direction is 'up or down; null without a badge.';
comment on column mart.track_trend.reason is 'Why this tier, in a sentence.';
comment on column mart.track_trend.share_of_artist_change is
    'Share of the artist''s change, which can be below 0 or above 1; null when that is 0 or not a sum over tracks.';
comment on column mart.track_trend.is_newest_complete is 'The newest week of this metric that is over.';
