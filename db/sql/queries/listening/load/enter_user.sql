insert into core.listening_user (name, name_key, time_zone) values (:name, :name_key, :time_zone)
on conflict do nothing
