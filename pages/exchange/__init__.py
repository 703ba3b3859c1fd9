"""What people learn from each other, as a district enters it."""
