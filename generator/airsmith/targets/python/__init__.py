"""The Python package: validators, types, one typed function per model, clients."""
