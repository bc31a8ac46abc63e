-- Why the streams of followed artists moved in a week that is over: each cause in one sentence, the strongest first by place.
create view mart.cause as
select b.week_on, f.artist_id, f.artist, f.label, f.team, c.cause, c.amount,
       case when b.change <> 0 then c.amount::double precision / b.change end as share_of_artist_change, c.place, c.sentence,
       core.cause_words(c.cause, c.sentence, b.change, b.last_total) as reason
from mart.followed_artist f
join core.metric m on m.code = 'track_luminate_streams'
join mart.newest_week n on n.metric_id = m.metric_id
join mart.artist_bridge b on b.artist_id = f.artist_id and b.metric_id = m.metric_id and b.week_on <= n.week_on
cross join lateral (
    select k.*, row_number() over (order by k.strength, abs(k.amount) desc nulls last, k.sentence)::int as place
    from core.artist_causes(f.artist_id, b.week_on) k
) c;
