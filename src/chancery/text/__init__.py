"""Language-free text: folding, sentences, tokens, the matcher and the pattern engine."""
