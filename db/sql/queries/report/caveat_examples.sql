-- Of the vendor's figures or of the provider's: each has a clock of its own (mart.source_freshness).
-- The caveats that weigh most, each entity once: by what the platform took back, else by the size of the figure
with weighed as (
    select c.caveat, c.entity_kind, c.entity_name, c.metric_name, c.detail, t.credit_name,
           greatest(-t.correction, 0) as taken_back, coalesce(t.last_week, t.this_week, 0) as size,
           row_number() over (partition by c.caveat, c.entity_kind, c.entity_id
                              order by t.correction, coalesce(t.last_week, t.this_week, 0) desc, c.metric) as place,
           c.entity_id
    from mart.week_caveat c
    left join mart.track_week_pair t
      on c.entity_kind = 'track' and t.track_id = c.entity_id and t.metric = c.metric and t.week_on = c.week_on
    where c.week_on = :week and c.entity_kind <> 'sound' and (coalesce(c.platform, '') = 'luminate') = :of_vendor
      and c.metric is distinct from 'sound_tiktok_posts'
      -- a report of some artists names nothing of others'
      and (:label = 'All' and cast(:team as text) is null or c.entity_kind = 'source'
           or c.entity_kind = 'artist' and c.entity_id in (select artist_id from mart.followed_artist where mart.is_within(label, team, :label, :team))
           or c.entity_kind = 'track' and c.entity_id in (select track_id from mart.followed_track where mart.is_within(label, team, :label, :team)))
), ranked as (
    select *, row_number() over (partition by caveat order by case when caveat = 'correction' then taken_back else size end
                                 desc nulls last, entity_kind, entity_id) as rank
    from weighed
    where place = 1
)
select caveat, entity_kind, entity_name, credit_name, metric_name, detail
from ranked
where rank <= :top
order by caveat, rank;
