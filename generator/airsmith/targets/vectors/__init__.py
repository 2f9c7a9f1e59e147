"""Conformance vectors: requests and what must be found wrong with them, for implementations in any language."""
