-- What the login that asks is limited to. session_user is who logged in: set role and set_config don't change it.
create or replace function app.scope_of(wanted text) returns text[]
    language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
    return (select array_agg(s.name order by s.name) from app.reader_scope s
            where s.login = session_user and s.kind = wanted);

create or replace function app.is_scoped() returns boolean
    language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp
    return exists (select from app.reader_scope s where s.login = session_user);

comment on function app.scope_of(text) is 'Names of labels (label) or teams (team) of the login that asks; null for no limit.';
comment on function app.is_scoped() is 'Whether the login that asks is limited to labels or teams.';
revoke execute on function app.scope_of(text), app.is_scoped() from public;
