"""Addresses of localities and people."""
