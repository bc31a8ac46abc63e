select source, tag, mass, items, plays from mart.unmapped_tag order by mass desc, source, tag limit :limit
