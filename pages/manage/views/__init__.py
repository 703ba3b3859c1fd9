"""Pages of a contest as a whole: what is missing, opening, cards, papers, results, publication, certificates, files."""
