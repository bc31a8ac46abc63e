-- Weeks that are over for the vendor's streams and posts both, newest first: what dashboards let one choose from.
create view mart.closed_week as
select w.week_on, w.week_on = max(w.week_on) over () as is_newest
from (select distinct l.week_on
      from mart.label_week l
      where l.week_on <= (select min(n.week_on) from mart.newest_week n
                          where n.metric in ('track_luminate_streams', 'sound_tiktok_posts'))) w;
