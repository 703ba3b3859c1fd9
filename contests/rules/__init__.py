"""What holds for contests, as plain values in and plain values out."""
