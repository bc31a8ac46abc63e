-- A login of a scope has the settings of bi_read (its members would not inherit them), and finds its own views.
alter role "login" in database "warehouse" set search_path = bi_scoped;
