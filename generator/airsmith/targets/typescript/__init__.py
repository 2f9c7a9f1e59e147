"""The npm package: validators, types, one typed function per model, a client; no dependencies."""
