-- Whose entries are taken: those of the past moment, or of the making where nobody was followed yet at that moment.
select case when exists (select from app.artist_card where confirmed_at <= cast(:as_of as timestamptz)) then cast(:as_of as timestamptz)
            else cast(:made_at as timestamptz) end
