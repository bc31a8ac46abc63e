"""Growth of followed artists: what is read of each, from where, and the figures of a day."""
