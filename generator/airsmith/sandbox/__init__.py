"""The local service: it speaks as Runware does, validates as the specs say, and makes real pictures and videos."""

from .server import Sandbox

__all__ = ["Sandbox"]
