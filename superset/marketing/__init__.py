"""The pages marketing types into: artist cards, TikTok sounds, thresholds, links by hand."""
