-- Events that had been read.
select * from core.event where known_from <= cast(:as_of as timestamptz)
