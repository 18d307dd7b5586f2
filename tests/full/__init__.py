"""A library with everything that a scheme demands, whatever the scheme: what the tests of complete submissions need."""
