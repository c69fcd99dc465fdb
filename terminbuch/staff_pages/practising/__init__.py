"""Practice mode: where the team tries things out, beside the real business."""
