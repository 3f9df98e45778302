-- Run by dofile, loadfile and require: calls the global 'visit', which the test sets.
local visit, name = visit, ...
visit("chunk")
return {"from", name}
