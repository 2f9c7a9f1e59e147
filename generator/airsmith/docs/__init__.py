"""Docs pages: read into claims, compared with the specs, and drafted into new ones."""
