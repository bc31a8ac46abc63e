-- Until the transaction ends nobody else makes, joins, plans or cancels a request.
lock table app.audience_request in share row exclusive mode
