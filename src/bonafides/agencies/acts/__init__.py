"""Acts about officers: enrolment, powers, interests, credentials."""
