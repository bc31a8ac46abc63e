insert into core.listening_user (name, name_key, time_zone)
select :name, :name_key, :time_zone
where not exists (select from core.listening_user known where known.name_key = :name_key)
on conflict do nothing
