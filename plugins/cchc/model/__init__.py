"""What an author may write, validated: units, the seven content types, their fields and words."""
