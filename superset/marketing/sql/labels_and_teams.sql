-- Labels and teams of the open cards.
select distinct label, team from mart.card where status <> 'archived'
