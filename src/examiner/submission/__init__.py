"""What was handed in: finding it, reading it, and laying it out on the key."""
