"""The main job on one screen: paper in, scorecard out."""
