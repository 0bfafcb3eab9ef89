"""The desk's door: who works here, what they may do, how they sign in, and who changed what.

Four intents: everyone, a clerk with named permissions, an editor (all contents), an administrator (all of it).
Passwords are argon2id, the second factor is TOTP, tries are counted in SQL, sessions are rows.
"""
