"""Runs the migrations inside the transaction that `app/store/upgrade.py` opened."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=False)
context.run_migrations()
