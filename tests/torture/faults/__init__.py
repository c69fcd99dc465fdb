"""Steps in which something around the application breaks. Importing registers them."""
