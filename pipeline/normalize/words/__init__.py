"""What words mean: lines put together, phrases of the vocabulary, and the small languages of deadlines and responsibles."""
