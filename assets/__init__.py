"""Files that come with the program; a package only so that installing carries them along."""
