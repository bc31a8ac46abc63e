-- What has left the list of markets keeps its readings and counts no more.
update core.market set is_counted = false where is_counted and market <> all (:markets)
