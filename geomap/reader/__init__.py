"""One small trained model reads every sentence: names, parts of speech, dependency tree."""
