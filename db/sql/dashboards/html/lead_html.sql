-- The pieces of a page's lead: a tile, a change in its colour, a part of the bridge.
create or replace function bi.change_html(value bigint, last_value bigint, floor_of_share numeric) returns text
    language sql immutable parallel safe
    return case when value is null or last_value is null then null
                else '<span class="' || case when value > last_value then 'gs-up">▲ ' when value < last_value then 'gs-down">▼ '
                                             else 'gs-flat">' end
                     || core.short_change(value - last_value)
                     || coalesce(' · ' || core.share_words(value, last_value, floor_of_share), '') || '</span>' end;

comment on function bi.change_html(bigint, bigint, numeric) is 'HTML: a change and its share, green or red.';

create or replace function bi.tile_html(name text, figure text, change_html text, note text) returns text
    language sql immutable parallel safe
    return '<div class="gs-tile"><div class="gs-note">' || name || '</div><div class="gs-figure">' || figure || '</div><div>'
           || change_html || '</div><div class="gs-note">' || note || '</div></div>';

comment on function bi.tile_html(text, text, text, text) is 'HTML: a figure with its name, its change and what it is.';

create or replace function bi.part_html(name text, figure text, amount bigint) returns text
    language sql immutable parallel safe
    return '<div class="gs-part"><div class="gs-note">' || name || '</div><span class="'
           || case when amount > 0 then 'gs-up' when amount < 0 then 'gs-down' else 'gs-flat' end || '">' || figure
           || '</span></div>';

comment on function bi.part_html(text, text, bigint) is 'HTML: a part of the bridge from last week to this.';

-- What artists and labels show alike: the first three tiles, and the bridge from last week to this.
create or replace function bi.stream_tiles_html(
    total bigint, last_total bigint, this_week bigint, last_week bigint, settled_this bigint, settled_last bigint,
    new_releases bigint
)
    returns text
    language sql immutable parallel safe
    return bi.tile_html('Streams, total', core.short_figure(total),
                        bi.change_html(total, last_total, core.share_floor('track')),
                        core.short_figure(last_total) || ' last week, as reported')
           || bi.tile_html('Like for like', coalesce(core.share_words(this_week, last_week, core.share_floor('track')), '–'),
                           coalesce('without new releases '
                                    || core.share_words(settled_this, settled_last, core.share_floor('track')), ''),
                           'same songs, same days in both weeks')
           || bi.tile_html('New releases', core.short_figure(new_releases),
                           case when total > 0 then to_char(new_releases * 100.0 / total, 'FM990') || '% of the total'
                                else '' end,
                           'songs less than 4 weeks old');

comment on function bi.stream_tiles_html(bigint, bigint, bigint, bigint, bigint, bigint, bigint) is
    'HTML: tiles of the total, of like for like and of new releases.';

create or replace function bi.bridge_html(
    last_total bigint, restated bigint, real_listening bigint, new_releases_change bigint, newly_linked bigint,
    missing_days bigint, total bigint
)
    returns text
    language sql immutable parallel safe
    return '<div class="gs-bridge">'
           || bi.part_html('last week as reported', core.short_figure(last_total), 0)
           || bi.part_html('restated since', core.short_change(restated), restated)
           || bi.part_html('real listening', core.short_change(real_listening), real_listening)
           || bi.part_html('new releases', core.short_change(new_releases_change), new_releases_change)
           || bi.part_html('newly linked', core.short_change(newly_linked), newly_linked)
           || bi.part_html('missing days', core.short_change(missing_days), missing_days)
           || bi.part_html('this week', core.short_figure(total), 0) || '</div>';

comment on function bi.bridge_html(bigint, bigint, bigint, bigint, bigint, bigint, bigint) is
    'HTML: last week as reported, the parts of the change, this week.';

-- A line of figures, oldest first, as a picture that needs no script.
create or replace function bi.spark_html(figures bigint[]) returns text
    language sql immutable parallel safe
as $$
    select '<img width="96" height="26" alt="' || count(*) || ' weeks" src="data:image/svg+xml,%3Csvg xmlns=''http://www.w3.org/2000/svg'' '
           || 'width=''96'' height=''26''%3E%3Cpolyline points='''
           || string_agg(to_char(2 + 92.0 * (place - 1) / greatest(most_place - 1, 1), 'FM990.0') || '%2C'
                         || to_char(23 - 20.0 * greatest(figure, 0) / greatest(most, 1), 'FM990.0'), '%20' order by place)
           || ''' fill=''none'' stroke=''%232388a8'' stroke-width=''1.6''/%3E%3C/svg%3E">'
    from (
        select figure, place, max(figure) over () as most, max(place) over () as most_place
        from unnest(figures) with ordinality as f (figure, place)
    ) as drawn
$$;

comment on function bi.spark_html(bigint[]) is 'HTML: a small line of some weeks'' figures.';

-- What a badge is called, in a chip of its colour; empty for none.
create or replace function bi.chip_html(tier text, direction text) returns text
    language sql immutable parallel safe
    return case when tier is not null then
        '<span class="gs-chip gs-'
        || case tier when 'confirmed' then case direction when 'up' then 'confirmed' else 'fell' end
                     when 'rising' then 'rising' when 'expected' then 'expected' when 'check data' then 'check'
                     when 'new release' then 'release' else 'over' end
        || '">' || core.badge_label(tier, direction) || '</span>' else '' end;

comment on function bi.chip_html(text, text) is 'HTML: a badge in a chip.';

-- A figure as a bar with a tick where another one ends; the larger of the two fills the width.
create or replace function bi.bullet_html(figure bigint, tick bigint) returns text
    language sql immutable parallel safe
    return case when greatest(figure, tick) > 0 and figure >= 0 and tick >= 0 then
               format('<div class="gs-bullet"><span style="width:%s%%"></span><span class="gs-tick" style="left:%s%%"></span></div>',
                      round(figure * 100.0 / greatest(figure, tick)), round(tick * 99.0 / greatest(figure, tick))) end;

comment on function bi.bullet_html(bigint, bigint) is 'HTML: a bar with a tick.';
