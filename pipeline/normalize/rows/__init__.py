"""From rows to stages and activities: sections, list items, and the values of each with their scope."""
