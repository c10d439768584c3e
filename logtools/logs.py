"""`Logs`: the collection of runs a user holds. Each method is one or two lines of the floors below."""
