"""Addresses of places and people."""
