"""What is the same in every language: states, places, bodies, offices, acts, measures; data files and typed loaders."""
