select round(mart.genre_drift(u.user_id, '2026-01-01', '2026-01-31', '2026-02-01', '2026-02-28')::numeric, 6) as january_february,
       round(mart.genre_drift(u.user_id, '2026-01-01', '2026-01-31', '2026-03-01', '2026-03-02')::numeric, 6) as january_march,
       round(mart.genre_drift(u.user_id, '2026-01-01', '2026-01-31', '2026-01-01', '2026-01-31')::numeric, 6) as january_itself,
       mart.genre_drift(u.user_id, '2026-01-01', '2026-01-31', '2026-05-01', '2026-05-31') as with_silence,
       mart.genre_drift(-1, '2026-01-01', '2026-01-31', '2026-02-01', '2026-02-28') as nobody
from core.listening_user u where u.name = 'Ann'
