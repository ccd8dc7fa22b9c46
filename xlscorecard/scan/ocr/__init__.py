"""The models that find lines of text in a picture and read them."""
