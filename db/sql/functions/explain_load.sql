-- Where readings and links came from: each delivery and each provider's answer once.
create or replace function core.explain_load(parts jsonb, readings jsonb) returns jsonb
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return (
        with reading as (
            select distinct r.load_id, r.answer_id
            from jsonb_to_recordset(readings) as r (load_id bigint, answer_id bigint)
        ), named as (
            select load_id from reading where load_id is not null
            union
            select unnest(array[l.load_id, l.account_load_id])
            from jsonb_to_recordset(parts) as p (links jsonb)
            cross join lateral jsonb_to_recordset(p.links) as l (load_id bigint, account_load_id bigint)
        )
        select coalesce(jsonb_agg(k.told order by k.place, k.number), '[]')
        from (
            select 1 as place, l.load_id as number, jsonb_build_object(
                       'load_id', l.load_id, 'source', l.source, 'origin', l.origin, 'arrived_at', l.arrived_at,
                       'loaded_at', l.loaded_at, 'sha256', l.content_sha256) as told
            from ops.load l
            where l.load_id in (select n.load_id from named n)
            union all
            select 2, a.answer_id, jsonb_build_object(
                       'answer_id', a.answer_id, 'provider', a.provider, 'endpoint', a.endpoint, 'url', a.url,
                       'fetched_at', a.fetched_at)
            from raw.answer a
            where a.answer_id in (select r.answer_id from reading r)
        ) k);
end
$$;

comment on function core.explain_load(jsonb, jsonb) is
    'Deliveries and answers that readings and links came from, each once.';
