-- Another zone moves plays from one day to another: all of the user is to be told anew.
with moved as (
    update core.listening_user set time_zone = :time_zone, loaded_at = now()
    where user_id = :user_id and time_zone <> :time_zone
    returning user_id
)
insert into ops.listening_mark (user_id) select user_id from moved
