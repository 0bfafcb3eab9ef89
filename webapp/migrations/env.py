"""Alembic's way in: the connection comes from ``store.migrate``, one town at a time."""

from alembic import context

from webapp.features import FEATURES
from webapp.store.base import Model

assert FEATURES  # importing the features has brought all models

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Model.metadata, render_as_batch=True, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
