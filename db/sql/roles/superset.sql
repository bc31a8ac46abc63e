-- Owner of Superset's own database; in the warehouse it has no rights.
alter role "superset" set timezone = 'UTC';
