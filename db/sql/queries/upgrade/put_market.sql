-- A market of the list.
insert into core.market as m (market, place, is_counted)
values (:market, :place, true)
on conflict (market) do update
set place = excluded.place, is_counted = excluded.is_counted
where (m.place, m.is_counted) <> (excluded.place, excluded.is_counted)
