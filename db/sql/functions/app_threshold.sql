-- When a jump is a badge: for all, for a team, for an artist. What is not said is taken from the rule that held before.
create or replace function app.set_threshold(
    metric text, threshold double precision, floor integer, team text, artist_id bigint, done_by text)
    returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    who text := app.required_text(set_threshold.done_by, 'who does this');
    for_team text := app.team_named(set_threshold.team, true);
    for_all app.spike_rule;
    was app.spike_rule;
    became app.spike_rule;
    wanted_threshold double precision;
    wanted_floor integer;
begin
    select r.* into for_all from app.spike_rule r
    where r.metric = set_threshold.metric and r.team is null and r.artist_id is null;
    if not found then
        raise exception 'Nothing is watched under the name “%”; watched are %.', left(set_threshold.metric, 80),
            (select string_agg(r.metric, ', ' order by r.metric) from app.spike_rule r
             where r.team is null and r.artist_id is null)
            using errcode = 'GW404';
    end if;
    if for_team is not null and set_threshold.artist_id is not null then
        raise exception 'A threshold is for a team or for an artist, not for both; set two.' using errcode = 'GW400';
    end if;
    if for_team is not null and not exists (select from app.artist_card c
                                            where c.team = for_team and c.status <> 'archived') then
        raise exception 'No card is with the team “%”; write it as the cards have it: %.', left(for_team, 80),
            coalesce((select string_agg(distinct c.team, ', ') from app.artist_card c
                      where c.status <> 'archived' and app.may_name(c.artist_id)), 'none has a team yet')
            using errcode = 'GW404';
    end if;
    if set_threshold.artist_id is not null then
        perform app.artist_name(set_threshold.artist_id);
    end if;
    select r.* into was from app.spike_rule r
    where r.metric = set_threshold.metric and r.team is not distinct from for_team
      and r.artist_id is not distinct from set_threshold.artist_id
    for update;
    wanted_threshold := coalesce(set_threshold.threshold, was.threshold, for_all.threshold);
    wanted_floor := coalesce(set_threshold.floor, was.floor, for_all.floor);
    if not (wanted_threshold > 1 and wanted_threshold <= 1000) then
        raise exception 'A threshold of % can''t be: this week must be more than once and at most 1000 times last '
            'week.', wanted_threshold using errcode = 'GW400';
    end if;
    if wanted_floor < 0 then
        raise exception 'A floor of % can''t be; give 0 or more.', wanted_floor using errcode = 'GW400';
    end if;
    insert into app.spike_rule (metric, team, artist_id, threshold, floor, set_by, set_at)
    values (set_threshold.metric, for_team, set_threshold.artist_id, wanted_threshold, wanted_floor, who,
            clock_timestamp())
    on conflict on constraint uq_spike_rule_scope do update
        set threshold = excluded.threshold, floor = excluded.floor, set_by = excluded.set_by, set_at = excluded.set_at
    returning * into became;
    perform app.note(who, 'set_threshold', 'threshold ' || became.rule_id,
                     case when was.rule_id is not null then to_jsonb(was) end, to_jsonb(became));
    perform app.mark_newest(array(
        select c.artist_id from app.artist_card c
        where c.status = 'confirmed' and (for_team is null or c.team = for_team)
          and (set_threshold.artist_id is null or c.artist_id = set_threshold.artist_id)));
    return became.rule_id;
end
$$;

create or replace function app.unset_threshold(metric text, team text, artist_id bigint, done_by text) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    for_team text := app.team_named(unset_threshold.team, true);
    was app.spike_rule;
begin
    if for_team is null and unset_threshold.artist_id is null then
        raise exception 'The threshold for all can''t be taken away; set it to another value.' using errcode = 'GW400';
    end if;
    delete from app.spike_rule r
    where r.metric = unset_threshold.metric and r.team is not distinct from for_team
      and r.artist_id is not distinct from unset_threshold.artist_id
    returning * into was;
    if not found then
        raise exception 'No threshold of % is set for %; there is nothing to take away.',
            left(unset_threshold.metric, 80),
            coalesce('the team ' || left(for_team, 80), 'artist ' || unset_threshold.artist_id) using errcode = 'GW404';
    end if;
    perform app.mark_newest(array(
        select c.artist_id from app.artist_card c
        where c.status = 'confirmed' and (for_team is null or c.team = for_team)
          and (unset_threshold.artist_id is null or c.artist_id = unset_threshold.artist_id)));
    perform app.note(unset_threshold.done_by, 'unset_threshold', 'threshold ' || was.rule_id, to_jsonb(was), null);
end
$$;

comment on function app.set_threshold(text, double precision, integer, text, bigint, text) is
    'Sets a threshold and floor for all, a team or an artist; null keeps what held. Number of the rule.';
comment on function app.unset_threshold(text, text, bigint, text) is
    'Takes the rule of a team or artist away; the one for all holds again.';
revoke execute on function app.set_threshold(text, double precision, integer, text, bigint, text) from public;
revoke execute on function app.unset_threshold(text, text, bigint, text) from public;
