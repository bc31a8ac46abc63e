-- Of the vendor's figures or of the provider's: each has a clock of its own (mart.source_freshness).
-- Share of track-weeks with all seven days, over every metric; of some artists' tracks where the report is of some.
select count(*) as expected, count(*) filter (where is_seen) as seen, count(*) filter (where is_complete) as complete,
       (count(*) filter (where is_complete))::numeric / nullif(count(*), 0) as share
from mart.expected_track
where week_on = :week and (platform = 'luminate') = :of_vendor
  and (:label = 'All' and cast(:team as text) is null
       or track_id in (select track_id from mart.followed_track where mart.is_within(label, team, :label, :team)));
