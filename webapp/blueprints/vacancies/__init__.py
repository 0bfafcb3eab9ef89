"""Vacancies: what the town hall, its fire brigade and, if the town likes, local employers offer.

Citizens read, filter, subscribe and apply online; clerks write with the rules of the house at hand, and answer every
application. Documents are kept encrypted, and what the law lets go is deleted with proof.
"""
