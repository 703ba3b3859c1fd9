"""From a judge's tap to a certificate; the sums are in `tabulation`."""
