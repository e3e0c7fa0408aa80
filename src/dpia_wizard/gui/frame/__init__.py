"""The frame around the pages: window, menus, sidebar, and the dialogs of the menus."""
