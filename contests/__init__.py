"""What is judged, by whom, under which rules; fixed before the first mark."""
