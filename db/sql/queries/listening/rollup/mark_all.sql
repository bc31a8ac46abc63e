-- Every user, as a whole.
insert into ops.listening_mark (user_id) select user_id from core.listening_user
