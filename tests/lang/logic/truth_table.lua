-- All combinations of three operands agree with their definition.
local values = {1, false}
local function choose(c, a, b) if c then return a end return b end
for _, a in ipairs(values) do
  for _, b in ipairs(values) do
    for _, c in ipairs(values) do
      assert((a and b and c) == choose(a, choose(b, c, b), a))
      assert((a or b or c) == choose(a, a, choose(b, b, c)))
      assert((a and b or c) == choose(choose(a, b, a), choose(a, b, a), c))
      assert((a or b and c) == choose(a, a, choose(b, c, b)))
      assert((not a and b) == choose(a, false, b))
      assert((not (a and b)) == choose(choose(a, b, a), false, true))
    end
  end
end
