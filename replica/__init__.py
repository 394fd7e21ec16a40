"""A stand-in of the collective's website, served on loopback: for the demo, tests and benchmark."""
