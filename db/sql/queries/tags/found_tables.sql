-- Where a batch of distributions waits.
create temporary table found_share (kind text, heard_item_id int, name text, share_ppm int);
create temporary table found_evidence (
    heard_item_id int primary key, tags int, sources int, genre_ppm int, mood_ppm int, noise_ppm int, unknown_ppm int
);
create temporary table changed_item (heard_item_id int primary key);
