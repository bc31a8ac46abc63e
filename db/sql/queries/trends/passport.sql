-- Where a figure of an artist, a track or a sound comes from
select app.explain(:metric, :kind, :entity_id, :week) as passport
