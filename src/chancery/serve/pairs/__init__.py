"""`/pairs`: what is between two states."""

from chancery.serve.pairs.routes import router

__all__ = ["router"]
