-- A user with so many plays, 55 a day on average up to the given day, out of a library of 20,000 tracks, album by album,
-- of which few are heard often; a fifth is skipped, one in thirty is a podcast, one in fifty a video.
with listener as (
    insert into core.listening_user (name, name_key, time_zone)
    select 'User ' || :number, 'user' || :number,
           ('{UTC,Europe/Berlin,America/New_York,Asia/Kolkata,Australia/Sydney}'::text[])[1 + :number % 5]
    returning user_id
), drawn as (
    select n, random() as chance, random() as shift, floor(20000 * power(random(), 2.5))::int as rank
    from generate_series(1, :plays) n
)
insert into core.play (user_id, played_at, row_hash, heard_item_id, context_id, ms_played, file_id)
select l.user_id,
       cast(:until as date)::timestamptz - (:plays - d.n + d.shift) * interval '1 day' / 55,
       d.n,
       case when d.n % 30 = 0 then :tracks + 1 + d.n / 30 % 1000
            else 1 + ((hashint8(:number * 100000 + d.rank / 12)::bigint + 2147483648) % (:tracks / 12))::int * 12 + d.rank % 12 end,
       1 + (d.n % 50 = 0)::int,
       case when d.n % 5 = 0 then (30000 * d.chance)::int else 30000 + (270000 * d.chance)::int end,
       1
from drawn d cross join listener l
