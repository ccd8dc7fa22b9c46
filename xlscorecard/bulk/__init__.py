"""Many papers: a worker process for each, with limits; resumable, in reading order."""
