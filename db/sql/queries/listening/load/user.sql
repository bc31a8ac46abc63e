select user_id, name, time_zone from core.listening_user where name_key = :name_key
