"""Pages the town hall writes itself: the five the law asks for, and any other.

Markdown with a preview; drafts; published now, at a time, until a time; every version kept; a day to look at it again.
"""
