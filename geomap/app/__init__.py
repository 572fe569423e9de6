"""The page: articles in, map, list, charts and corrections out."""
