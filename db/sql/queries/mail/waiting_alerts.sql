-- Alerts' mails that wait, with the badges they tell of, the weightiest first
select d.mail, d.address, d.rule_id, r.rhythm, f.artist, bi.artist_page(f.artist) as page, s.week_on, s.tier,
       coalesce(b.direction, 'up') as direction, core.badge_label(s.tier, coalesce(b.direction, 'up')) as badge,
       m.name || ' ' || core.total_words(b.this_week, b.last_week, core.share_floor(m.entity_kind)) as words
from app.mail_delivery d
join app.alert_rule r on r.rule_id = d.rule_id and r.unsubscribed_at is null
join app.alert_sent s on s.delivery_id = d.delivery_id
join mart.followed_artist f on f.artist_id = s.artist_id
join core.metric m on m.metric_id = s.metric_id
left join mart.badge b
  on b.artist_id = s.artist_id and b.metric_id = s.metric_id and b.week_on = s.week_on and b.track_id is null
where d.state = 'waiting' or d.state = 'deferred'
order by d.delivery_id, case s.tier when 'confirmed' then 1 when 'rising' then 2 when 'new release' then 3 else 4 end,
         abs(b.extra) desc nulls last, f.artist, m.code;
