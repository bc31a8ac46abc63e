-- limits of the providers every warehouse begins with are left out; an age is told as what it differs from the given one
select name, labels,
       case when name = 'groundswell_queue_oldest_seconds'
            then value - extract(epoch from now() - '2026-11-12 05:00:00Z'::timestamptz) else value end as value
from mart.operations_metric
where coalesce(labels ->> 'provider', 'metered') in ('metered', 'open') and name <> 'groundswell_source_days_behind'
