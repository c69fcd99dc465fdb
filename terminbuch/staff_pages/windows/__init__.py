"""The windows of the staff calendar: a booking is entered, changed, cancelled, dragged and put back.

Each is a page of its own that a script opens as a dialog; every control works without one.
"""
