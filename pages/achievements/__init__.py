"""What the communities of a district achieve, for those who enter, confirm and publish it."""
