"""A worksheet's rows and cells as bytes: where they stand, what they hold, new ones spliced in."""
