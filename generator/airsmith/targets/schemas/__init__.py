"""JSON Schemas: one per model and direction, one for all requests, each in two drafts."""
