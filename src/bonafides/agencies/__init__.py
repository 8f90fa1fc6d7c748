"""The bodies that submit records and decide, and their officers: powers, qualifications, interests, credentials."""
