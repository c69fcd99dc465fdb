"""What a business says about itself: pages that are saved one by one, each with its history."""
