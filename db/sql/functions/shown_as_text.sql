-- Text of strangers for table cells that may be read as HTML: the cell shows exactly these characters.
create or replace function core.escaped(words text) returns text
    language sql immutable parallel safe
return replace(replace(replace(replace(words, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;');

comment on function core.escaped(text) is 'Text as HTML that shows exactly these characters.';

-- Only what a browser could take for a tag or an entity becomes HTML; everything else stays plain, for exports.
create or replace function core.shown_as_text(words text) returns text
    language sql immutable parallel safe
return case when words ~ '[<&]' then '<span>' || core.escaped(words) || '</span>' else words end;

comment on function core.shown_as_text(text) is 'Text that a cell which renders HTML shows as it is.';
