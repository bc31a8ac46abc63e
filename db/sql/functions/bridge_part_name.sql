-- An enumeration, because a waterfall draws its bars in the order of their names: so they are sorted as they stand here.
drop type if exists core.bridge_part_name;
create type core.bridge_part_name as enum (
    'Real listening', 'New releases', 'Newly linked', 'Missing days', 'Restated');
