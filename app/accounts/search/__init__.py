"""One field finds an account by whatever the customer brings; the shape of the input picks the index."""
