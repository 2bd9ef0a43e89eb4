"""`samedoor fit` and `samedoor backtest`: readiness learns from the past, and is judged by it."""
