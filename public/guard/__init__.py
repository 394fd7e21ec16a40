"""What readers ask in their own words, kept from harming the archive and each other."""
