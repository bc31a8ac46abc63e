-- Today was the moment's day.
select least(max(end_on), (cast(:as_of as timestamptz) at time zone 'UTC')::date) as end_on from ops.world
