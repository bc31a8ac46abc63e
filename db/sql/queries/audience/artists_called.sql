-- Our numbers of artists by name, number or provider id.
select core.audience_artists(cast(:artists as text[]))
