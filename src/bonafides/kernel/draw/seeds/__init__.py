"""Where seeds come from: a drand round, a NIST pulse, a ceremony. Each is named at commit time and checked after."""
