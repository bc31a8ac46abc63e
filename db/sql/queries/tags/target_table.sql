-- What is to be linked, as a table of the transaction: with statistics, since plans made blind compare all with all.
create temporary table linked_target (
    heard_item_id int not null, source text not null, level text not null, source_key text not null, name text not null
) on commit drop
