"""What people asked and what they said of the answers, without what tells who they are."""
