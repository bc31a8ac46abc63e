delete from ops.work where kind in ('tags_musicbrainz', 'tags_lastfm', 'tags_discogs', 'tags_theaudiodb') and entity_id = any(:target_ids)
