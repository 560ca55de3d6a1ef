"""What stands before the plan: its title, the approval, whose plan it is, and for what time."""
