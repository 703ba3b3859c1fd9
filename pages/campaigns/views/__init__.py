"""What is done with campaigns, their contests and their pictures."""
