select user_id, name from core.listening_user order by name
