"""Deeds about events: announced, kept, moved, cancelled, imported."""
