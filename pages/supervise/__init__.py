"""What supervisors should look at."""
