"""From files to raw documents: one reader a format, chosen by the ending of the file name."""
