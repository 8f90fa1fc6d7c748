"""Worth a look: the signals of an officer's agency, one of them with what may be done, and the month's report."""
