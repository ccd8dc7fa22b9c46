"""Immutable types that every stage shares; standard library only."""
