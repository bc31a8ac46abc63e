-- Text of strangers for table cells that may be read as HTML: the cell shows exactly these characters.
create or replace function bi.escaped(words text) returns text
    language sql immutable parallel safe
return replace(replace(replace(replace(words, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;');

comment on function bi.escaped(text) is 'Text as HTML that shows exactly these characters.';

-- Only what a browser could take for a tag or an entity becomes HTML; everything else stays plain, for exports.
create or replace function bi.text_html(words text) returns text
    language sql immutable parallel safe
return case when words ~ '[<&]' then '<span>' || bi.escaped(words) || '</span>' else words end;

comment on function bi.text_html(text) is 'Text that a cell which renders HTML shows as it is.';
