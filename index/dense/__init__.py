"""The dense leg: rows by the cosine of their best passage, searched with FAISS."""
