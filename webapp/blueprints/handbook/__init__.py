"""The handbook beside the desk: what clerks do, in a chapter for each feature, one press away from where they are.

The chapters are the files of handbook/clerks, in German like the town hall; a feature that is switched off has none.
"""
