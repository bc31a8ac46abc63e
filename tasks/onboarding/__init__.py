"""Artists the vendor's tables do not hold yet: who they are and what they have out, from providers."""
