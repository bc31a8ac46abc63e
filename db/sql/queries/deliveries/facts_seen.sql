-- What a load said, kept beside its facts: days by series. A load that arrived earlier and is read later needs it.
insert into raw.answer (provider, endpoint, url, status, fetched_at, body)
select 'vendor', :source, 'load/' || :load_id, 200, :arrived_at,
       convert_to(jsonb_object_agg(series_id, days)::text, 'UTF8')
from (
    select series_id, range_agg(daterange(observed_on, observed_on, '[]')) as days from delivered_given group by series_id
) as seen
having count(*) > 0
