"""The static site about the models: pages, a playground, and no network."""
