insert into ops.listening_mark (user_id, heard_on)
select :user_id, date '1970-01-01' + day from unnest(cast(:days as integer[])) as day
