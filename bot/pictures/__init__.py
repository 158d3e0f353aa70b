"""Pictures: what is to be drawn, as plain data, and the drawing, which only a worker's child imports."""
