-- Of the vendor's figures or of the provider's: each has a clock of its own (mart.source_freshness).
-- Caveats of the week, counted: figures concerned and the tracks or artists they belong to
select caveat, entity_kind, count(*) as figures, count(distinct entity_id) as entities,
       string_agg(distinct metric_name, ', ' order by metric_name) as metric_names
from mart.week_caveat
where week_on = :week and entity_kind <> 'sound' and (coalesce(platform, '') = 'luminate') = :of_vendor
  and metric is distinct from 'sound_tiktok_posts'
  -- a report of some artists names nothing of others'
  and (:label = 'All' and cast(:team as text) is null or entity_kind = 'source'
       or entity_kind = 'artist' and entity_id in (select artist_id from mart.followed_artist where mart.is_within(label, team, :label, :team))
       or entity_kind = 'track' and entity_id in (select track_id from mart.followed_track where mart.is_within(label, team, :label, :team)))
group by caveat, entity_kind
order by caveat, entity_kind desc;
