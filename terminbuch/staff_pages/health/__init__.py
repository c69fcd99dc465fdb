"""Is my scheduling safe right now? A sentence as the answer, and what it rests on."""
