"""A sheet of paper each for reception, the team and customers, filled with what holds in the business."""
