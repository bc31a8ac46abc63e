-- Why tracks bring no figures, and how many for each reason.
select reason, count(*) as tracks from mart.unlinked_track
where (cast(:labels as text[]) is null or label = any (:labels))
  and (cast(:teams as text[]) is null or team = any (:teams))
group by reason order by reason
