"""How pages are answered: town, session, access, forms, headers, languages."""
