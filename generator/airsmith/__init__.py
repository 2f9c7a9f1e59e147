"""One YAML file per model in; validators, clients, schemas and docs out."""

__all__ = ["__version__"]

__version__ = "0.1.0"
