"""Small pictures for the rows of a table: SVG that follows the theme by itself."""
