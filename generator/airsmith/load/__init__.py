"""Text to documents: strict YAML with positions, checked against the schema of the spec language."""
