"""Addresses of a contest being set up."""
