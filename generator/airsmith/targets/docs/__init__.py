"""Reference documentation: a page per model, a matrix of all of them, and the same facts for programs."""
