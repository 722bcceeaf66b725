"""Who works here and on which workstation: set-up, people, roles, sign-in, lockout."""
