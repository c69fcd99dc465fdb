"""Who belongs to the business, who may do what, and how people sign in."""
