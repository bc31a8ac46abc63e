-- In Superset's own database: who opened what, older than some days.
delete from public.logs where dttm < now() - make_interval(days => :kept_days)
