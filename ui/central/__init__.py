"""The centre's administration on the command line."""
