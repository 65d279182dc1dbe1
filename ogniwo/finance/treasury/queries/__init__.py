"""What the treasury answers."""
