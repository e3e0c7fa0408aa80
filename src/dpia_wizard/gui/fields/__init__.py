"""Fields: one widget for each kind of question, all alike to the page that shows them."""
