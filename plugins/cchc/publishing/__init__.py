"""Section → stage → journal → site. What is published is the old section or the new one, never a mixture."""
