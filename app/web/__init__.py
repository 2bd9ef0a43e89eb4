"""Pages, forms, dependencies, errors: what every route stands on. Knows accounts and kit only."""
