"""Finding things: one search over all features, the list of all that is here, the sitemap for machines.

It keeps nothing. Every feature answers by its manifest what is public of it, from its own questions; so what is
switched off, withdrawn or private cannot be found.
"""
