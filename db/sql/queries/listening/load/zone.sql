select time_zone from core.listening_user where user_id = :user_id
