-- An error of memory comes through wrap as it is (and its text, raised by hand, is one); others get a position.
local function fail(text)
  error(text, 0)
end
local function run(...)
  local _ = coroutine.wrap(fail)(...)
end
local function run_twice(...)
  local _ = coroutine.wrap(run)(...)
end
print(pcall(run, "not enough memory"))       -- expect: false not enough memory
print(pcall(run_twice, "not enough memory")) -- expect: false not enough memory
print(pcall(run, "told"))                    -- expect: false wrap_memory_error.lua:6: told
