-- Artist-weeks of confirmed cards to be judged.
-- data_flag says what is doubtful about the data of a week.
select w.artist_id, m.code as metric, w.week_on, w.this_week, w.last_week, w.settled_this_week, w.settled_last_week,
       w.days_matched, w.release_count, w.value as level,
       b.change - b.missing_days as total_change, b.new_releases_change,
       case when abs(b.newly_linked) > 0.1 * greatest(w.value, b.last_total, 0)
                then 'tracks or sounds were linked or unlinked'
            when abs(b.restated) > 0.02 * abs(b.last_total)
                then 'last week was restated by more than 2 %'
       end as data_flag
from app.artist_card c
join artist_week w on w.artist_id = c.artist_id
join core.metric m on m.metric_id = w.metric_id and m.membership in ('links', 'sounds')
left join artist_bridge b on b.artist_id = w.artist_id and b.metric_id = w.metric_id and b.week_on = w.week_on
where c.status = 'confirmed' and w.week_on >= cast(:first_week as date)
