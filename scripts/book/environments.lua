-- SPDX-License-Identifier: MIT
-- environments.lua: global names are fields of _ENV, and _ENV is a variable like any other.
--
-- That makes many things simple which elsewhere are special: functions with globals of their
-- own, modules that do not pollute, configuration files, and sandboxes for foreign code.

print("a name is a field of _ENV")
colour = "green"
print("  " .. _ENV.colour .. ", " .. _G.colour .. ", " .. tostring(_ENV == _G))
_ENV["a name with spaces"] = 1
print("  " .. tostring(_G["a name with spaces"]))
colour, _G["a name with spaces"] = nil, nil

print("a function with globals of its own")
local function make_player(name)
  local _ENV = setmetatable({ name = name, score = 0 }, { __index = _G })
  function play(points) -- goes into the private environment
    score = score + points
    return name .. " has " .. score
  end
  return play
end
local ann, ben = make_player("Ann"), make_player("Ben")
print("  " .. ann(3) .. ", " .. ben(5) .. ", " .. ann(4))
print("  nothing leaked: " .. tostring(rawget(_G, "play") or rawget(_G, "score")))

print("_ENV as a parameter: with-statements for free")
local function area(_ENV)
  return width * height
end
print("  " .. area({ width = 3, height = 4 }))

print("declared globals only")
local function strict_environment()
  local declared = {}
  return setmetatable({}, {
    __newindex = function(self, name, value)
      if not declared[name] and debug.getinfo(2, "S").what ~= "main" then
        error("assignment to undeclared global '" .. name .. "'", 2)
      end
      declared[name] = true
      rawset(self, name, value)
    end,
    __index = function(_, name)
      if _G[name] ~= nil or declared[name] then
        return _G[name]
      end
      error("global '" .. name .. "' is not declared", 2)
    end,
  })
end
local function run_strict(source)
  local ok, message = pcall(load(source, "=script", "t", strict_environment()))
  print("  " .. (ok and "fine" or message))
end
run_strict("total = 1; total = total + 1")
run_strict("total = 1; print('  ' .. totl)")
run_strict("function f() hidden = 1 end; f()")

print("a configuration file: assignments only, nothing to call")
local configuration = [[
  title = "Harbour view"
  size = { width = 640, height = 2 * 240 }
  fonts = { "Serif", "Mono" }
]]
local settings = {}
assert(load(configuration, "=config", "t", settings))()
print(string.format("  %s, %d x %d, fonts %s", settings.title, settings.size.width,
  settings.size.height, table.concat(settings.fonts, " and ")))

-- ---- A sandbox: chosen functions, source text only, and a limit on the work

local function sandbox_environment()
  local env = { tostring = tostring, ipairs = ipairs, pairs = pairs, type = type }
  for _, library in ipairs({ "math", "string", "table" }) do
    env[library] = {}
    for name, member in pairs(_G[library]) do
      env[library][name] = member
    end
  end
  env.string.rep, env.string.dump = nil, nil -- memory, and code, in one call
  return env
end

-- Runs [source] with at most [step_limit] instructions, to the nearest thousand.
local function run_sandboxed(source, step_limit)
  local env = sandbox_environment()
  local chunk, message = load(source, "=guest", "t", env)
  if not chunk then
    return false, message
  end
  local guest = coroutine.create(chunk)
  local steps = 0
  debug.sethook(guest, function()
    steps = steps + 1000
    if steps >= step_limit then
      error("guest used up its " .. step_limit .. " steps", 0)
    end
  end, "", 1000)
  -- ("x"):rep reaches the library without any global; methods must come from the sandbox too.
  local string_metatable = getmetatable("")
  string_metatable.__index = env.string
  local results = table.pack(coroutine.resume(guest))
  string_metatable.__index = string
  return table.unpack(results, 1, results.n)
end

print("a sandbox")
for _, source in ipairs({
  "local s = 0; for i = 1, 100 do s = s + i end; return s",
  "return table.concat({ 'a', 'b' }, math.type(1))",
  "return os.exit()",
  "while true do end",
  "return ('x'):rep(1e9)",
  "x = 1; return _G, x",
  "math.pi = 3; return math.pi",
  "return return",
  "\27Lua",
}) do
  print("  ", run_sandboxed(source, 100000))
end
print("  pi is still " .. string.format("%.4f", math.pi))
