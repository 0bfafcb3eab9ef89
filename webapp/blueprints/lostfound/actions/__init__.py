"""Deeds around finds, one function each."""
