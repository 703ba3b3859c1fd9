"""What values come to, and what residents read of them."""
