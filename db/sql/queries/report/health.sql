-- Of the vendor's figures or of the provider's: each has a clock of its own (mart.source_freshness).
-- Share of track-weeks with all seven days, over every metric
select coalesce(sum(tracks_expected), 0) as expected,
       coalesce(sum(tracks_seen), 0) as seen,
       coalesce(sum(tracks_complete), 0) as complete,
       sum(tracks_complete)::numeric / nullif(sum(tracks_expected), 0) as share
from mart.week_health
where week_on = :week and (platform = 'luminate') = :of_vendor;
