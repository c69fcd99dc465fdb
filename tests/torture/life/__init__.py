"""Mixed life (T4): customers and staff do everything at once, through the pages, while others look on."""
