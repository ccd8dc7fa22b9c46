"""The paper's own key, and what a symbol means in its light."""
