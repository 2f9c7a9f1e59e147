"""What a request means: shapes, predicates, kinds and the reference interpreter. Imports nothing else of ours."""
