-- Tables of a replay: shaped like those of mart, found before them, gone with the transaction.
create temporary table track_week (like mart.track_week including all) on commit drop;
create temporary table sound_week (like mart.sound_week including all) on commit drop;
create temporary table artist_week (like mart.artist_week including all) on commit drop;
create temporary table artist_bridge (like mart.artist_bridge including all) on commit drop;
create temporary table label_week (like mart.label_week including all) on commit drop;
create temporary table badge (like mart.badge including all) on commit drop
