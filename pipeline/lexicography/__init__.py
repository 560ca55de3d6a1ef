"""What helps a methodologist to tend the words of the field: advice on them, what an edit changes, which words are missing.

Nothing here changes a file of words: a person does.
"""
