"""The service as OpenAPI 3.1: one operation, whose body is an array of tasks."""
