"""How people who work here sign in, prove who they are, and look after that."""
