"""What stands on disk, turned into plain frames and mappings. Pure: text or bytes in, no file is opened here."""
