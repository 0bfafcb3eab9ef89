"""The desk for letters: what the portal wrote to people, and whether it arrived.

Features post letters themselves (``store.outbox``); here the staff looks one up, reads it as it was sent, sends it
again or withdraws it. What a mail server refused waits here for somebody. A trial letter shows that the post works.
"""
