-- What all modules of lrexlib do alike: matches, captures, substitutions with functions, iterators, errors;
-- returns the pieces of a split.
return function (rex)
  assert(rex.match("key = value", "([a-z]+) *= *([a-z]+)") == "key")
  assert(select(2, rex.match("key = value", "([a-z]+) *= *([a-z]+)")) == "value")
  assert(rex.find("abcabc", "c", 4) == 6)
  local text, found, replaced = rex.gsub("one two three", "[a-z]+", function (word)
    if word ~= "two" then return word:upper() end
  end)
  assert(text == "ONE two THREE" and found == 3 and replaced == 2)
  assert(rex.gsub("abc", "(b)", "<%1>") == "a<b>c")
  assert(rex.gsub("a-b", "[ab]", {a = "x"}) == "x-b")
  local words = {}
  for word in rex.gmatch(("some words "):rep(500), "[a-z]+") do
    words[#words + 1] = word
  end
  assert(#words == 1000 and words[1000] == "words")
  local compiled = rex.new("(a)(b)?")
  local first, last, captures = compiled:tfind("xac")
  assert(first == 2 and last == 2 and captures[1] == "a" and captures[2] == false)
  assert(not pcall(rex.new, "(unclosed"))
  assert(select(2, pcall(rex.gsub, "a", "a", function () error("in a callback", 0) end)) == "in a callback")
  local pieces = {}
  for piece in rex.split("a,b;c", "[,;]") do pieces[#pieces + 1] = piece end
  return table.concat(pieces, "|")
end
