-- Why tracks bring no figures, and how many for each reason.
select reason, count(*) as tracks from mart.unlinked_track group by reason order by reason
