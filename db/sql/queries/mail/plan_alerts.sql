-- A waiting mail for each alert that is due and has something new to tell: badges of the newest week it has not told of yet.
-- By day or week one mail at most, from seven in the morning on, by week from Monday on. How many mails.
with due as (
    select r.*
    from app.alert_rule r
    cross join lateral (
        select (now() at time zone :time_zone) - interval '7 hours' as local_now,
               (coalesce(max(d.created_at), r.made_at) at time zone :time_zone) - interval '7 hours' as local_last
        from app.mail_delivery d where d.rule_id = r.rule_id) t
    where r.unsubscribed_at is null
      and case r.rhythm when 'at once' then true
                        when 'daily' then t.local_last::date < t.local_now::date
                        else date_trunc('week', t.local_last) < date_trunc('week', t.local_now) end
), fresh as (
    select r.rule_id, r.address, b.artist_id, b.metric_id, b.week_on, b.tier
    from due r
    cross join lateral app.chosen_badges(r.artist_ids, r.label, r.team, r.limit_labels, r.limit_teams, r.tiers, 1) b
    where not exists (select from app.alert_sent s
                      where s.rule_id = r.rule_id and s.artist_id = b.artist_id and s.metric_id = b.metric_id
                        and s.week_on = b.week_on and s.tier = b.tier)
), mail as (
    insert into app.mail_delivery (mail, address, rule_id, state)
    select format('alert-%s-%s', f.rule_id, to_char(now() at time zone 'UTC', 'YYYYMMDD-HH24MISSUS')), f.address, f.rule_id,
           'waiting'
    from fresh f group by f.rule_id, f.address
    returning delivery_id, rule_id
), told as (
    insert into app.alert_sent (rule_id, artist_id, metric_id, week_on, tier, delivery_id)
    select f.rule_id, f.artist_id, f.metric_id, f.week_on, f.tier, m.delivery_id
    from fresh f join mail m on m.rule_id = f.rule_id
)
select count(*) from mail;
