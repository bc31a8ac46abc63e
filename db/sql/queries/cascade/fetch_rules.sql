-- How often each kind of work is fetched again, and rules narrower than that
select p.kind, k.label as what, '' as platform, 0 as least_streams, p.stale_after
from ops.fetch_policy p join ops.work_kind k on k.kind = p.kind
union all
select r.kind, k.label, r.platform, r.least_streams, r.stale_after
from ops.fetch_rule r join ops.work_kind k on k.kind = r.kind
order by 1, 3, 4
