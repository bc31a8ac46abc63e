-- Why an artist's week moved, each cause in one sentence: what the rows say, nothing else. `strength` 1 makes half of the
-- change or more by itself; 2 is a chart and 3 TikTok, where time and size fit; 4 is no cause but where the streams came from
-- (a song, the account): nothing stronger means the week is unexplained; 5 makes a tenth at least, 6 only went with it.
-- A chart fits where its song was moved from the day of the ranking on, by half of the change, and the other songs were not
-- moved alike: a place is first of all what streams made. Posts fit where they moved at least the square root as much.
-- Playlists, radio and concerts fit where what they are of moved by a tenth, from their day on by half of the change, the
-- other songs that matter not alike, and they are big enough to have brought it: a playlist of fewer followers than streams
-- added did not. A country fits where most of the listeners who came about the week, or left, are of it: see core.artist_market.
-- It runs with its owner's rights, see core.release_days.
create or replace function core.artist_causes(of_artist bigint, of_week date)
    returns table (cause text, amount bigint, strength integer, sentence text)
    language sql stable parallel safe security definer set search_path = pg_catalog, pg_temp rows 10
as $$
    with week as (
        select b.*, p.total as posts, p.last_total as last_posts, w.doubled_value,
               case when b.basis = 'account' and l.basis = 'account' then b.account_remainder - l.account_remainder end
                   as account_change
        from core.metric m
        join mart.artist_bridge b on b.metric_id = m.metric_id and b.artist_id = of_artist and b.week_on = of_week
        left join mart.artist_bridge l
          on l.artist_id = b.artist_id and l.metric_id = b.metric_id and l.week_on = b.week_on - 7
        left join mart.artist_week w
          on w.artist_id = b.artist_id and w.metric_id = b.metric_id and w.week_on = b.week_on
        left join core.metric k on k.code = 'sound_tiktok_posts'
        left join mart.artist_bridge p
          on p.artist_id = b.artist_id and p.metric_id = k.metric_id and p.week_on = b.week_on
        where m.code = 'track_luminate_streams'
    ), song as (
        select t.track_id, t.name, t.release_on,
               -- missing days are a cause of their own, see core.part_bridge
               case when t.release_on <= of_week - 7 and l.week_on is not null then coalesce(w.change, 0)
                    else coalesce(w.value, 0) - coalesce(l.value, 0) end as change,
               coalesce(w.change, 0) as alike_change, w.this_week as alike_this, w.this_week - w.change as alike_last,
               coalesce(t.release_on > of_week + 6 - 28, false) as is_new
        from week b
        join mart.artist_song s on s.artist_id = of_artist
        join core.track t on t.track_id = s.track_id
        left join mart.track_week w on w.track_id = s.track_id and w.metric_id = b.metric_id and w.week_on = of_week
        left join mart.track_week l on l.track_id = s.track_id and l.metric_id = b.metric_id and l.week_on = of_week - 7
        where b.change <> 0
    ), found as (
        (select 'release' as cause, s.change as amount,
                case when s.release_on > of_week + 6
                     then format('%s, before its release, %s', core.quoted(s.name), core.short_change(s.change))
                     when s.release_on >= of_week - 6
                     then (select core.release_words(s.name, o.days_out, p.streams, p.missing, p.last_song, p.compared,
                                                     p.last_compared, p.days_compared, p.last_missing)
                           from (select least(of_week + 7 - s.release_on, 7) as days_out) o
                           cross join lateral core.release_pair(of_artist, s.track_id, s.release_on, o.days_out) p)
                     else format('%s, in week %s since its release, %s', core.quoted(s.name), (of_week + 6 - s.release_on) / 7 + 1,
                                 core.short_change(s.change)) end as sentence
         from song s
         where s.is_new and s.change <> 0
         order by abs(s.change) desc, s.track_id limit 3)
        union all
        select 'account', account_change, core.short_change(account_change) || ' that only the account knows, beyond linked songs'
        from week where account_change <> 0
        union all
        select 'roster', round(b.last_total * (exp(d.roster_factor) - 1))::bigint,
               format('all artists moved alike, half of them by %s or more',
                      core.share_words(round(1000000 * exp(d.roster_factor))::numeric, 1000000, 1))
        from week b
        join mart.badge d
          on d.artist_id = of_artist and d.track_id is null and d.metric_id = b.metric_id and d.week_on = of_week
         and abs(d.roster_factor) >= 0.05
        union all
        select 'links', newly_linked, 'links changed since make ' || core.short_change(newly_linked) from week
        union all
        select 'data', missing_days, 'missing days make ' || core.short_change(missing_days) from week
        union all
        select 'data', restated, 'last week was restated by ' || core.short_change(restated) from week
        union all
        (select 'listening', s.alike_change,
                format('%s %s, same days of both weeks', core.quoted(s.name), core.short_change(s.alike_change))
         from song s cross join week b
         where not s.is_new and sign(s.alike_change) = sign(b.change)
         order by abs(s.alike_change) desc, s.track_id limit 1)
    )
    select f.cause, f.amount,
           case when f.cause in ('listening', 'account') then 4
                when sign(f.amount) = sign(b.change) and abs(f.amount) * 2 >= abs(b.change) then 1 else 5 end,
           f.sentence
    from found f cross join week b
    where abs(f.amount) * 10 >= abs(b.change) and f.amount <> 0 and b.change <> 0
    union all
    select 'chart', null,
           case when sign(s.alike_change) = sign(b.change)
                 and abs(s.alike_change) * least(of_week + 7 - c.moved_on, 7) * 2 >= abs(b.change) * 7
                 and coalesce(abs(ln(r.this_week / r.last_week)) * 2 < abs(ln(s.alike_this::numeric / nullif(s.alike_last, 0))), true)
                then 2 else 6 end,
           core.chart_words(c.song, c.chart_name, c.place, c.move)
    from week b
    cross join lateral core.artist_chart_moves(of_artist, of_week, b.change > 0) c
    left join song s on s.track_id = c.track_id
    left join lateral (
        select nullif(sum(o.alike_this), 0)::numeric as this_week, nullif(sum(o.alike_last), 0)::numeric as last_week
        from song o where o.track_id <> c.track_id and not o.is_new and o.alike_this > 0 and o.alike_last > 0) r on true
    where b.change <> 0
    union all
    (select split_part(e.kind, '_', 1), moved.change,
            case when sign(moved.change) = sign(b.change) and abs(moved.change) * 10 >= moved.last_week
                  and abs(moved.change) * least(of_week + 7 - e.happened_on, 7) * 2 >= abs(b.change) * 7
                  and e.size_so_far * e.most_streams >= abs(moved.change)
                  and case when e.track_ids is null
                           then coalesce(most.rest_ratio * 2 >= most.ratio, true)
                           else coalesce(abs(rest.change) * 10 < abs(moved.change)
                                         or rest.ratio * 2 < abs(ln(moved.this_week / nullif(moved.last_week, 0))), true) end
                 then 2 else 6 end,
            core.event_words(e.kind, case when cardinality(e.track_ids) > 1 then null else moved.name end, e.title,
                             e.country_code, e.size, e.happened_on)
            || case when cardinality(e.track_ids) > 1 then format(', with %s songs', cardinality(e.track_ids)) else '' end
     from week b
     cross join lateral core.artist_week_events(of_artist, of_week, b.change > 0) e
     cross join lateral (
         select (sum(s.alike_change) + case when e.track_ids is null then coalesce(b.account_change, 0) else 0 end)::bigint as change,
                sum(s.alike_this)::numeric as this_week,
                sum(s.alike_last)::numeric as last_week, min(s.name) as name
         from song s where not s.is_new and (e.track_ids is null or s.track_id = any (e.track_ids))) moved
     left join lateral (
         -- the songs the event is not of
         select abs(ln(nullif(sum(o.alike_this), 0)::numeric / nullif(sum(o.alike_last), 0))) as ratio,
                sum(o.alike_change) as change
         from song o
         where not o.is_new and o.alike_this > 0 and o.alike_last > 0 and not o.track_id = any (e.track_ids)) rest on true
     left join lateral (
         -- a concert is of all songs: the one that moved most did not move alone
         select abs(ln(max(o.this_most) / nullif(max(o.last_most), 0))) as ratio,
                abs(ln(nullif(sum(o.alike_this) - max(o.this_most), 0) / nullif(sum(o.alike_last) - max(o.last_most), 0)))
                    as rest_ratio
         from (select o.alike_this::numeric, o.alike_last::numeric,
                      first_value(o.alike_this::numeric) over most as this_most,
                      first_value(o.alike_last::numeric) over most as last_most
               from song o where not o.is_new and o.alike_this > 0 and o.alike_last > 0
               window most as (order by abs(o.alike_change) desc, o.track_id)) o) most on e.track_ids is null
     where b.change <> 0 and moved.change <> 0
     order by 3, e.size desc nulls last
     limit 3)
    union all
    select case d.tier when 'expected' then 'holiday' else 'spike' end, null, 1,
           case d.tier when 'expected' then 'the same weeks of last year moved alike'
                else format('last week''s %s is over', case d.last_direction when 'up' then 'rise' else 'fall' end) end
    from week b
    join mart.badge d
      on d.artist_id = of_artist and d.track_id is null and d.metric_id = b.metric_id and d.week_on = of_week
    where b.change <> 0 and (d.tier in ('spike over', 'back to normal')
                             or d.tier = 'expected' and d.reason like '%same weeks of last year%')
    union all
    -- one country: of a jump, where most of those who came are of it, three quarters more than its part of all listeners, a tenth
    -- of its own, and all who came are enough: in a month's listeners a week is a quarter, of which half again is asked
    select 'market', null, 2,
           format('mostly in %s: %s monthly listeners there after %s, %s%% of all that %s', k.country_code,
                  core.short_figure(k.listeners), core.short_figure(k.last_listeners), round(k.change_share * 100),
                  case when b.change > 0 then 'came' else 'left' end)
    from week b
    cross join lateral core.artist_market(of_artist, of_week, b.change > 0) k
    where abs(b.change) * 10 >= b.last_total and b.change <> 0 and k.change_share >= 0.6
      and k.change_share >= 1.75 * k.listener_share and abs(k.listeners - k.last_listeners) * 10 >= k.last_listeners
      and k.all_change_share * b.last_total * 16 >= abs(b.change)
    union all
    select 'sounds', null,
           case when abs(ln(greatest(b.posts, 1)::numeric / greatest(b.last_posts, 1))) * 2
                     >= abs(ln(greatest(b.total, 1)::numeric / greatest(b.last_total, 1))) and abs(b.posts - b.last_posts) * 4 >= b.last_posts
                then 3 else 6 end, 'TikTok posts ' || core.total_words(b.posts, b.last_posts, core.share_floor('sound'))
    from week b
    where sign(b.posts - b.last_posts) = sign(b.change) and abs(b.posts - b.last_posts) * 10 >= b.last_posts
      and greatest(b.posts, b.last_posts) >= core.share_floor('sound')
    union all
    select 'data', null, 5, 'two days came as one reading for songs with ' || core.short_figure(b.doubled_value)
    from week b
    where b.doubled_value * 10 >= b.total and b.doubled_value > 0
$$;

comment on function core.artist_causes(bigint, date) is
    'Causes of an artist''s week in sentences, with the amount of the change each makes where that can be told.';

-- The first cause of a week as it is read alone: where nothing but the place of the change is known, it says so.
create or replace function core.cause_words(cause text, sentence text, change bigint, last_total bigint) returns text
    language sql immutable parallel safe
    return case when cause in ('account', 'listening') and abs(change) * 10 >= last_total then 'unexplained; ' || sentence else sentence end;

comment on function core.cause_words(text, text, bigint, bigint) is
    'A cause read alone: of a change by a tenth or more, a sentence that only says where it is has "unexplained" before it.';
