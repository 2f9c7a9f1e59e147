"""Specs drafted from what a page says."""
