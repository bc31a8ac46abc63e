-- One at a time: two that link at once would meet in each other's rows.
select now(), pg_advisory_xact_lock(hashtext('groundswell link subjects'))
