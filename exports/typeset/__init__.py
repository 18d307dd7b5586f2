"""Faces, line breaking and layout: neutral blocks to sheets of placed words."""
