"""The pages and the API: what people and programs see."""
