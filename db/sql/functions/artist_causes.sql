-- Why an artist's week moved, each cause in one sentence: what the rows say, nothing else. `strength` 1 makes half of the
-- change or more by itself; 2 is a chart, 3 TikTok, 4 songs that were played more or less, 5 what makes a tenth at least.
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
        select t.track_id, t.name, t.release_on, coalesce(w.value, 0) - coalesce(l.value, 0) as change,
               coalesce(w.change, 0) as alike_change, coalesce(t.release_on > of_week + 6 - 28, false) as is_new
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
           case when f.cause = 'listening' then 4
                when sign(f.amount) = sign(b.change) and abs(f.amount) * 2 >= abs(b.change) then 1 else 5 end,
           f.sentence
    from found f cross join week b
    where abs(f.amount) * 10 >= abs(b.change) and f.amount <> 0 and b.change <> 0
    union all
    select 'chart', null, 2, core.chart_words(c.song, c.chart_name, c.place, c.move)
    from week b
    cross join lateral core.artist_chart_moves(of_artist, of_week, b.change > 0) c
    where b.change <> 0
    union all
    select 'sounds', null, 3, 'TikTok posts ' || core.total_words(b.posts, b.last_posts, core.share_floor('sound'))
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
