-- Loads of the same content, and whether anything of the table arrived later than this.
select exists (select from ops.load where source = :source and state = 'loaded' and arrived_at > :arrived_at) as is_late,
       array(select arrived_at from ops.load
             where source = :source and state = 'loaded' and content_sha256 = :content_sha256) as arrivals,
       exists (select from ops.load
               where source = :source and state = 'loaded' and content_sha256 = :delivery_sha256) as is_known
