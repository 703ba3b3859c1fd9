"""The live show: what the hall may know, the run sheet, the clock, screens and the ceremony."""
