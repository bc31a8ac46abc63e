"""Cards: what people enter about artists, links, sounds and thresholds, and what is suggested to them."""
