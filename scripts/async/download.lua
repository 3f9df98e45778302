-- SPDX-License-Identifier: MIT
-- download.lua: many downloads at once, but never more than three.
--
-- A small server on this machine has files of known content; a slow one of them keeps nobody
-- waiting. Each download is a straight function: connect, ask, read to the end, check.

local async = require("async")
local net = require("net")

local HOST = "127.0.0.1"

local files = {
  ["alphabet"] = ("abcdefghijklmnopqrstuvwxyz"):rep(10),
  ["megabyte"] = ("0123456789abcdef"):rep(65536),
  ["empty"] = "",
  ["slow"] = "a snail",
  ["poem"] = "no ship and no whale,\nand no word from the shore",
}
for i = 1, 20 do
  files["page " .. i] = ("page " .. i .. "\n"):rep(i * 100)
end

-- The protocol: the client sends a name; the server answers with a size, then the bytes.
local function serve(stream)
  local name = stream:read_line()
  if name == "slow" then
    async.sleep(60)
  end
  if name == "damaged" then
    stream:write("100\nthe cable bre")
  elseif files[name] then
    stream:write(#files[name] .. "\n" .. files[name])
  else
    stream:write("missing\n")
  end
end

local active, most_active = 0, 0

local function download(port, permits, name)
  local permit <close> = permits:acquire()
  local stream <close> = net.connect(HOST, port)
  active = active + 1
  most_active = math.max(most_active, active)
  local leave <close> = setmetatable({}, {
    __close = function()
      active = active - 1
    end,
  })
  stream:write(name .. "\n")
  local size = tonumber(stream:read_line())
  if not size then
    error("no file '" .. name .. "'", 0)
  end
  local pieces, received = {}, 0
  for piece in stream.read_some, stream do
    pieces[#pieces + 1] = piece
    received = received + #piece
  end
  if received ~= size then
    error(string.format("'%s' has %d bytes instead of %d", name, received, size), 0)
  end
  return table.concat(pieces), permit, leave
end

async.run(function()
  local server <close> = net.listen(HOST, serve)
  local permits = async.new_semaphore(3)
  local names = { "alphabet", "megabyte", "nothing", "slow", "damaged", "empty", "poem" }
  for i = 1, 20 do
    names[#names + 1] = "page " .. i
  end
  local tasks = {}
  for i, name in ipairs(names) do
    tasks[i] = async.spawn(download, server.port, permits, name)
  end
  local total = 0
  for i, name in ipairs(names) do
    local ok, result = tasks[i]:join()
    if ok then
      assert(result == files[name])
      total = total + #result
    end
    if i <= 7 then
      print(string.format("%-10s %s", name, ok and #result .. " bytes" or result))
    end
  end
  print("received " .. total .. " bytes, with at most " .. most_active .. " at a time")
  print("permits free: " .. permits.free .. ", active: " .. active)
end)
