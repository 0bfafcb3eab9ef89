"""Questions to the waste records: for residents in ``places``, for the clerks in ``desk``."""
