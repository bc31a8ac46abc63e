-- Logins that are limited to labels or teams.
select distinct login from app.reader_scope order by login
