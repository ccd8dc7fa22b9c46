"""What the copier, the fax, the lamp and the hand have done to a page's picture, undone."""
