"""Runs the migrations inside the transaction that `app/sync/central/init.py` opened."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, version_table_schema="counter", transaction_per_migration=False)
context.run_migrations()
