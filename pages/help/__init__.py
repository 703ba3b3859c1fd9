"""The guides, as pages inside the product."""
