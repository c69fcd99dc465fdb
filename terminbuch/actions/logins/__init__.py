"""How people sign in: their password, their address, their second factor, their sessions."""
