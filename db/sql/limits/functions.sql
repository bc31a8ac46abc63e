-- What app.harmful_functions names is taken from everybody but the owner, in this database, wherever it is called from.
-- Where the owner is no superuser Postgres warns that nothing could be revoked; db/limits.py says what is left.
do $$
declare
    f regprocedure;
begin
    for f in select h from app.harmful_functions() h loop
        execute format('revoke execute on function %s from public', f);
    end loop;
end
$$;
