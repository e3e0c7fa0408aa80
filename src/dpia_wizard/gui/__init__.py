"""The window: pages, fields and the one object each that changes."""

from dpia_wizard.gui.singletons import keep_alive

keep_alive()
