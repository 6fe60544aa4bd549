"""SVG drawn in Python: data in, text out; colours are the stylesheet's."""
