"""What others wrote → content files of ours, and every place that needs a human eye.

Nothing is corrected silently and no word is lost: what cannot be placed stays as text, with a doubt.
"""
