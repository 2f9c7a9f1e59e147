"""Documents to the catalog: what each model accepts, resolved and checked; no word of any target."""
