"""Documents as an outsider checks them: the code that commits to the content, and the file that is handed out."""
