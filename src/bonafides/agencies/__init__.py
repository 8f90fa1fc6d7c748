"""The bodies that submit records and decide. (People, roles and machine clients come with their own issue.)"""
