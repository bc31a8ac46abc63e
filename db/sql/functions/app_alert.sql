-- Alerts: badges of artists, a label or a team that somebody is mailed of, at once or gathered by day or week.

-- Badges of an alert's choice in the last closed weeks; is_newest: of the newest of them.
create or replace function app.chosen_badges(
    artist_ids bigint[], label text, team text, limit_labels text[], limit_teams text[], tiers text[], weeks integer)
    returns table (artist_id bigint, metric_id smallint, week_on date, tier text, is_newest boolean)
    language sql stable set search_path = pg_catalog, pg_temp
as $$
    select b.artist_id, b.metric_id, b.week_on, b.tier, b.week_on = n.week_on
    from mart.newest_week n
    join mart.badge b on b.metric_id = n.metric_id and b.track_id is null
     and b.week_on > n.week_on - 7 * chosen_badges.weeks and b.week_on <= n.week_on
    join app.artist_card c on c.artist_id = b.artist_id and c.status = 'confirmed'
    where b.tier = any (chosen_badges.tiers)
      and (chosen_badges.artist_ids is null or b.artist_id = any (chosen_badges.artist_ids))
      and (chosen_badges.label is null or c.label = chosen_badges.label)
      and (chosen_badges.team is null or c.team = chosen_badges.team)
      and (chosen_badges.limit_labels is null or c.label = any (chosen_badges.limit_labels))
      and (chosen_badges.limit_teams is null or c.team = any (chosen_badges.limit_teams))
$$;

-- How often it would have told of something, by the last weeks: badges, and weeks that had any.
create or replace function app.alert_preview(artist_ids bigint[], label text, team text, tiers text[])
    returns table (weeks integer, badges bigint, weeks_with bigint, sentence text)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select 8, c.badges, c.weeks_with,
           case when c.badges = 0 then 'None, by the last 8 weeks: it would have been quiet.'
                when c.badges < 8 then format('About %s in 8 weeks, by the last 8 weeks.', c.badges)
                else format('About %s a week, by the last 8 weeks.', round(c.badges / 8.0)) end
    from (select count(*) as badges, count(distinct b.week_on) as weeks_with
          from app.chosen_badges(
              artist_ids, case when artist_ids is null then app.mail_scope('label', label) end,
              case when artist_ids is null then app.mail_scope('team', team) end,
              app.entry_limit('labels'), app.entry_limit('teams'), tiers, 8) b) c
$$;

create or replace function app.add_alert(
    address text, artist_ids bigint[], label text, team text, tiers text[], rhythm text, done_by text)
    returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    known constant text[] := array['confirmed', 'rising', 'new release', 'check data'];
    wanted app.alert_rule;
    strange text;
begin
    wanted.address := app.mail_address(add_alert.address);
    wanted.made_by := app.required_text(add_alert.done_by, 'who does this');
    wanted.artist_ids := array(select distinct i from unnest(add_alert.artist_ids) i order by i);
    if cardinality(wanted.artist_ids) = 0 then
        wanted.artist_ids := null;
        wanted.label := app.mail_scope('label', add_alert.label);
        wanted.team := app.mail_scope('team', add_alert.team);
    else
        perform app.artist_name(i) from unnest(wanted.artist_ids) i;
    end if;
    wanted.tiers := array(select k from unnest(known) k where k = any (add_alert.tiers));
    select min(t) into strange from unnest(add_alert.tiers) t where t <> all (known);
    if strange is not null or cardinality(wanted.tiers) = 0 then
        raise exception '%Choose one or more of: %.', coalesce('There are no alerts about “' || app.shown(strange) || '”. ', ''),
            array_to_string(known, ', ') using errcode = 'GW400';
    end if;
    if coalesce(add_alert.rhythm, '') not in ('at once', 'daily', 'weekly') then
        raise exception '“%” is no rhythm; choose at once, daily or weekly.', app.shown(coalesce(add_alert.rhythm, ''))
            using errcode = 'GW400';
    end if;
    insert into app.alert_rule (address, artist_ids, label, team, limit_labels, limit_teams, tiers, rhythm, made_by, made_at)
    values (wanted.address, wanted.artist_ids, wanted.label, wanted.team, app.entry_limit('labels'), app.entry_limit('teams'),
            wanted.tiers, add_alert.rhythm, wanted.made_by, clock_timestamp())
    returning * into wanted;
    perform app.note(wanted.made_by, 'add_alert', 'alert ' || wanted.rule_id, null, to_jsonb(wanted));
    return wanted.rule_id;
end
$$;

-- made_by null: whoever made it.
create or replace function app.remove_alert(rule_id bigint, made_by text, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    was app.alert_rule;
begin
    delete from app.alert_rule a
    where a.rule_id = remove_alert.rule_id and (remove_alert.made_by is null or a.made_by = remove_alert.made_by)
    returning * into was;
    if not found then
        raise exception 'There is no alert % of yours; there is nothing to take away.', remove_alert.rule_id using errcode = 'GW404';
    end if;
    perform app.note(done_by, 'remove_alert', 'alert ' || was.rule_id, to_jsonb(was), null);
end
$$;

create or replace function app.alerts(made_by text)
    returns table (rule_id bigint, address text, scope text, tiers text, rhythm text, made_by text, made_at timestamptz,
                   unsubscribed_at timestamptz, mails bigint, last_at timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select a.rule_id, a.address,
           case when a.artist_ids is null then app.scope_words(a.label, a.team)
                else (select string_agg(r.name, ', ' order by r.name) from core.artist r where r.artist_id = any (a.artist_ids)) end,
           array_to_string(a.tiers, ', '), a.rhythm, a.made_by, a.made_at, a.unsubscribed_at, d.mails, d.last_at
    from app.alert_rule a
    cross join lateral (select count(*) as mails, max(m.changed_at) as last_at from app.mail_delivery m
                        where m.rule_id = a.rule_id and m.state = 'sent') d
    where alerts.made_by is null or a.made_by = alerts.made_by
    order by a.unsubscribed_at is not null, a.rule_id
$$;

comment on function app.chosen_badges(bigint[], text, text, text[], text[], text[], integer) is
    'Badges of artists that an alert tells of, of the last closed weeks.';
comment on function app.alert_preview(bigint[], text, text, text[]) is
    'How many badges an alert would have told of in the last 8 weeks, and a sentence of it.';
comment on function app.add_alert(text, bigint[], text, text, text[], text, text) is 'Makes an alert; its number.';
comment on function app.remove_alert(bigint, text, text) is 'Takes an alert away; made_by null for anybody''s.';
comment on function app.alerts(text) is 'Alerts somebody made, or all of them.';
revoke execute on function app.chosen_badges(bigint[], text, text, text[], text[], text[], integer),
    app.alert_preview(bigint[], text, text, text[]), app.add_alert(text, bigint[], text, text, text[], text, text),
    app.remove_alert(bigint, text, text), app.alerts(text) from public;
