-- Run by dofile: calls the global 'action'.
action("file")
return "from"
