"""Programs that no operator starts: quicker ones, and ones with a part of what is safe taken out."""
