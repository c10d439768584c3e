"""What a figure says, as plain data (`spec`), and those who draw it (`matplotlib`)."""
