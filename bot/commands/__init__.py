"""The commands: one typed async function each, declared once, served by the console and by chat."""
