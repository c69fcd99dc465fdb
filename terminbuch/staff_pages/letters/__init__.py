"""What mails say, and how they leave."""
