"""The steps of a visit, each a form and the act that it does; by the words of the board of visits."""
