-- State of everything that is fetched, as the dashboards list it.
create view bi.fetch_state as
select s.work_id, s.kind, s.entity_id, s.entity_name, s.platform, s.for_at, s.state, s.outcome, s.reason, s.attempts, s.priority,
       s.queued_for, s.next_try_at, s.done_at, s.covered_from, s.covered_until, s.what, s.standing,
       bi.text_html(s.why) as why_html, s.platform_name,
       case when s.platform_name = '' then '' else bi.platform_logo_html(s.platform, s.platform_name) end as platform_logo_html
from mart.fetch_state s;
