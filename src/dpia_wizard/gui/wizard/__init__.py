"""The wizard: questions, answers, guidance and the result."""
