"""What happened to artists besides their numbers, and whom they are like."""
