"""The hands: commands, progress, exit codes. Every word people read here is Vietnamese."""
