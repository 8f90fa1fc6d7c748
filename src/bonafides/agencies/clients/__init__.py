"""Programs of agencies at the API: OAuth 2 client credentials, by django-oauth-toolkit over our own register of clients."""
