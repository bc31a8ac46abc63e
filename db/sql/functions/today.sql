-- The day a warehouse takes for today: the last day of a made-up world, else today (UTC).
create or replace function core.today() returns date
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select coalesce((select max(w.end_on) from ops.world w), (now() at time zone 'UTC')::date) $$;

comment on function core.today() is 'The last day of the made-up world a warehouse holds, else today (UTC).';
