-- Address of a dashboard, Artist unless another is named, opened for one artist: Superset's native filter in rison, the name quoted for rison
-- (! before ! and '), then for an address inside an HTML attribute.
create or replace function bi.artist_page(artist text, dashboard text default 'artist') returns text
    language sql immutable parallel safe
return (
    select '/superset/dashboard/' || dashboard || '/?native_filters=(NATIVE_FILTER-artist:(extraFormData:(filters:!((col:artist,op:IN,val:!('
           || q.name || ')))),filterState:(value:!(' || q.name || ')),id:NATIVE_FILTER-artist,ownState:()))'
    from (select '%27' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
                     artist, '!', '!!'), '''', '!'''), '%', '%25'), '&', '%26'), '#', '%23'), '+', '%2B'), ' ', '%20'),
                     '"', '%22'), '<', '%3C'), '>', '%3E') || '%27' as name) q);

comment on function bi.artist_page(text, text) is 'Address of a dashboard, Artist unless another is named, opened for one artist.';
