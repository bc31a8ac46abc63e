-- The label's week in two sentences and the record of its badges, as its page has them; no row where the vendor's figures of
-- the week are not there
select l.headline, l.because, r.record
from mart.label_lead l
join mart.badge_record r
  on r.week_on = l.week_on and r.label = :label and r.team is not distinct from :team and r.artist_id is null and r.metric = l.metric
where l.week_on = :week and l.label = :label and l.team is not distinct from :team and l.metric = 'track_luminate_streams';
