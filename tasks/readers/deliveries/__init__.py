"""The vendor's nine tables: their contracts, and readers of what the vendor delivers as files."""
