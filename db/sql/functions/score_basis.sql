-- What a visibility score rests on: markets sold in are another count than markets listened in, popularity of tracks another
-- than their place by streams. Scores, and these two parts, are compared on the same basis alone.
create or replace function core.score_basis(markets_source text, tracks_source text, formula_version integer)
    returns text
    language sql immutable parallel safe
as $$
    select concat_ws(' ', coalesce(markets_source, '-'), coalesce(tracks_source, '-'), formula_version)
$$;

comment on function core.score_basis(text, text, integer) is
    'Sources of markets and tracks and the formula a visibility score was made of; only scores of one basis are compared.';
