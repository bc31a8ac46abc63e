-- Every artist: the like-for-like figure where there is one, else what was seen, else nothing. Of streams found by links:
-- every followed artist with the total.
with called as (
    select a.artist_id, a.artist_name, a.country_code, coalesce(p.this_week, p.total) as value, p.ratio,
           coalesce(p.is_comparable, false) as is_comparable, p.days_present
    from mart.artist a
    left join mart.artist_week_pair p on p.artist_id = a.artist_id and p.week_on = :week and p.metric = :metric
    where :metric <> 'track_luminate_streams'
    union all
    select f.artist_id, f.artist, a.country_code, m.total,
           case when m.last_total > 0 and m.total >= 0 then m.total::numeric / m.last_total end, m.last_total > 0, null
    from mart.followed_artist f
    join mart.artist a on a.artist_id = f.artist_id
    left join mart.label_member m
      on m.artist_id = f.artist_id and m.label = :label and m.week_on = :week and m.metric = :metric
    where :metric = 'track_luminate_streams' and mart.is_within(f.label, f.team, :label, :team)
)
select artist_id, artist_name, country_code, value, ratio, coalesce(is_comparable, false) as is_comparable, days_present
from called
order by is_comparable desc nulls last, value desc nulls last, artist_name collate "C", artist_id;
