-- Long repetitions are whole in all places.
local function check(piece, times, separator)
  local text = string.rep(piece, times, separator)
  local period = #piece + #separator
  assert(#text == times * period - #separator)
  for i = 0, times - 1, 997 do
    assert(text:sub(i * period + 1, i * period + #piece) == piece)
  end
  assert(text:sub(-#piece) == piece and text:sub(#piece + 1, period) == separator)
end
check("a = a + 1\n", 1000000, "")
check("abc", 3000001, "")
check("abc", 1500001, ", ")
check(("x"):rep(99999) .. "y", 90, "--")
check(("x"):rep(4194303) .. "yz", 3, "")
