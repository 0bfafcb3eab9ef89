"""Deeds of the clerk around waste, one module for each desk."""
