"""A day of commands run through the service layer, so that days nobody here has seen can be judged."""
