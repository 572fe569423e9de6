"""What `data/` lists: the ontology, the rows of triggers, who acts in the news, contexts."""
