-- What rules find, and whom they could judge; both end with the transaction. Every rule fills both in one shape.
create temporary table action_found (
    rule text not null,
    artist_id bigint not null,
    subject text not null,
    title text not null,
    step text not null,
    evidence jsonb not null,
    cost text not null,
    aims_at text not null,
    weight double precision not null,
    primary key (artist_id, rule, subject)
) on commit drop;

create temporary table action_judged (
    rule text not null,
    artist_id bigint not null,
    primary key (rule, artist_id)
) on commit drop;
