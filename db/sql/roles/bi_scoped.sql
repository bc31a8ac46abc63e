-- Those who see the artists of a label or team alone: each scope has a login of its own in this role, and reads by it.
grant connect on database "warehouse" to "bi_scoped";
