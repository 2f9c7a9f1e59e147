"""What generated packages offer to those who import them, read from the files that were emitted."""
