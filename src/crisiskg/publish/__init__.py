"""What goes out: dumps, catalogue, tables, exports."""
