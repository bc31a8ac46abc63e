-- By which rules audiences of a period are counted. The number goes up with every change of the rules that changes figures.
create or replace function app.audience_methods() returns table (method text, version integer)
    language sql immutable security definer set search_path = pg_catalog, pg_temp
as $$
    values ('Audiences of a period: spans, coverage, shared tracks once', 1)
$$;

comment on function app.audience_methods() is 'Version of the rules behind app.audience and app.coverage.';
revoke execute on function app.audience_methods() from public;
