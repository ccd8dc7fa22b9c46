"""Tables that go on over pages become one, whatever the page breaks did to them."""
