"""What is derived of localities and values, and what a district can begin with."""
