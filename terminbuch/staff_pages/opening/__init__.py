"""How a business begins: by a link that opens once, or by signing up where that is switched on."""
