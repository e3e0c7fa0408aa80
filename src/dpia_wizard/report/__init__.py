"""From a record to the pages people read, and from those pages back to the record."""
