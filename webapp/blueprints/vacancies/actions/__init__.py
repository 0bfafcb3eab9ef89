"""Deeds around vacancies, applications and employers."""
