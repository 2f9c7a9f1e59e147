"""What a page says otherwise, written into the files of the specs with their comments and their order."""
