select t.* from core.listening_user u cross join lateral mart.top_moods(u.user_id, 2, '2026-11-02') t
