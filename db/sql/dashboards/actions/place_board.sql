-- Where figures of followed artists stand among artists of their size and genre, for lists by percentile.
create view bi.place_board as
select p.artist_id, p.artist, f.picture_html, f.artist_link_html, p.label, p.team, p.measure, p.measured_on, p.value, p.size_tier,
       p.tier_artists, p.percentile_share, p.root_genre, p.genre_place, p.genre_artists, p.similar_median, p.standing, p.genre_standing,
       case when p.measure like '%growth' then to_char(100 * p.value, 'SFM999,990.0') || ' %' when p.measure = 'score' then to_char(p.value, 'FM990.0')
            else to_char(p.value, 'FM999,999,999,990') end as figure,
       case when p.similar_median is null then 'too few were read'
            when p.measure like '%growth' then to_char(100 * p.similar_median, 'SFM999,990.0') || ' %'
            when p.measure = 'score' then to_char(p.similar_median, 'FM990.0')
            else to_char(p.similar_median, 'FM999,999,999,990') end as similar_figure,
       case when p.percentile_share is null then '<span data-sort="" class="gs-quiet">' || p.standing || '</span>'
            else '<div data-sort="' || lpad(round(1000 * p.percentile_share)::text, 5, '0') || '" title="' || p.standing || '">'
                 || coalesce(bi.bullet_html(round(100 * p.percentile_share)::bigint, 100), '') || '</div>' end as percentile_html,
       case when p.percentile_share is null then 2 else 1 end as weight
from mart.artist_place p
join bi.followed_artist f on f.artist_id = p.artist_id;
