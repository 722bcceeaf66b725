"""Customers, accounts, service locations, bills: what the city gives, how it is loaded, found and shown."""
