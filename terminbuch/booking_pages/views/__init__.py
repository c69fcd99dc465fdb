"""One file a page: request to values, action, answer."""
