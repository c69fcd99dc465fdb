"""What is offered: the times of each service and who can do it, and what would follow from a change."""
