-- How far a request is. share: of the readings that were missing, those asked for and answered, whatever the answer.
create or replace function app.audience_progress(of_request bigint, done_by text)
    returns table (request_id bigint, state text, artists text[], platforms text[], from_on date, to_on date, requested_by text,
                   requested_at timestamptz, started_at timestamptz, finished_at timestamptz, attempt smallint, flow_run_id_prefect text,
                   failure text, cells bigint, unknown_cells bigint, predicted_calls integer, share numeric, month_from date,
                   month_to date, seconds_left integer, newest_at timestamptz, people bigint, is_waiting_for_it boolean, is_at_work boolean,
                   question text)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    r app.audience_request := app.open_audience_request(of_request);
begin
    return query
    with item as (
        select i.cells, w.first_on, w.last_on, w.done_at, w.state = 'done' and w.done_at >= r.requested_at as is_done
        from app.audience_request_item i join ops.work w on w.work_id = i.work_id
        where i.request_id = r.request_id
    ), told as (
        select count(*) filter (where i.is_done) as items_done, count(*) filter (where not i.is_done) as items_open,
               coalesce(sum(i.cells) filter (where i.is_done), 0) as cells_done, sum(i.cells) as cells,
               min(i.first_on) filter (where not i.is_done) as oldest_on, max(i.done_at) filter (where i.is_done) as newest_at,
               count(*) filter (where i.is_done and i.done_at >= r.started_at) as items_now
        from item i
    )
    select r.request_id, r.state, array(select a.name from core.artist a where a.artist_id = any (r.artist_ids) order by a.name),
           r.platforms, r.from_on, r.to_on, r.requested_by, r.requested_at, r.started_at, r.finished_at, r.attempt,
           r.flow_run_id_prefect, r.failure, coalesce(t.cells, r.missing_cells)::bigint, r.unknown_cells, r.predicted_calls,
           case when r.state = 'done' then 1 else round(t.cells_done::numeric / greatest(t.cells, 1), 4) end,
           t.oldest_on, (select max(i.last_on) from item i where not i.is_done and i.first_on < t.oldest_on + 31),
           case when r.state = 'running' and t.items_now > 0
                then ceil(t.items_open * extract(epoch from clock_timestamp() - r.started_at) / t.items_now)::integer
                when r.state in ('waiting', 'running') then ceil(r.predicted_calls / (select s.calls_per_s from core.audience_call_rate() s))::integer
           end,
           t.newest_at,
           (select count(*) from app.audience_request_person p where p.request_id = r.request_id and p.left_at is null),
           exists (select from app.audience_request_person p
                   where p.request_id = r.request_id and p.person = audience_progress.done_by and p.left_at is null),
           -- the lock of a run that was killed is free
           exists (select from pg_locks l
                   where l.locktype = 'advisory' and l.classid = {lock.audience_request} and l.objid = r.request_id::integer::oid
                     and l.objsubid = 2 and l.database = (select d.oid from pg_database d where d.datname = current_database())),
           (select p.question from app.audience_request_person p where p.request_id = r.request_id
            order by p.person = audience_progress.done_by desc, p.person = r.requested_by desc limit 1)
    from told t;
end
$$;

-- The run that was started for it, once.
create or replace function app.audience_started(request_id bigint, flow_run_id_prefect text) returns void
    language sql security definer set search_path = pg_catalog, pg_temp
as $$
    update app.audience_request r set flow_run_id_prefect = left(audience_started.flow_run_id_prefect, 80)
    where r.request_id = audience_started.request_id and r.state in ('waiting', 'running')
$$;

comment on function app.audience_progress(bigint, text) is
    'State of a request, the share read, the days in work, seconds left and the question of the one who asks; an error where it is not theirs to see.';
comment on function app.audience_started(bigint, text) is 'Keeps which flow run was started for a request.';
revoke execute on function app.audience_progress(bigint, text), app.audience_started(bigint, text) from public;
