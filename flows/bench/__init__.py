"""Benchmarks: how near we come to a provider's rate, at what cost of our own, over real HTTP and a real Postgres."""
