-- Where the figures of followed artists stand, in words, beside artists of their size, genre and kind.
create view mart.artist_place as
select f.artist_id, f.artist, f.label, f.team, b.measure, b.measured_on, b.value, b.size_tier, b.tier_artists,
       b.percentile_share, b.root_genre, b.genre_place, b.genre_artists, b.similar_median, b.similar_artists,
       case when b.percentile_share is null then b.withheld_reason
            else 'more than ' || round(100 * b.percentile_share) || ' % of ' || b.tier_artists - 1 || ' artists of its size' end
           as standing,
       case when b.genre_place is not null then b.genre_place || ' of ' || b.genre_artists || ' in ' || b.root_genre end
           as genre_standing
from mart.followed_artist f
join mart.artist_benchmark b on b.artist_id = f.artist_id;
