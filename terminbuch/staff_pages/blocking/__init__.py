"""The owner's question: what blocks this minute?"""
