"""Two catalogs compared: what changed, whether it breaks anybody, and a request that proves it."""
