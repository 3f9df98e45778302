-- SPDX-License-Identifier: MIT
-- net.lua: TCP connections for the tasks of async.lua.
--
-- Reading and writing suspend the task, errors are raised, and connections and servers are
-- values for to-be-closed variables. The end of input is nil, as with files.

local uv = require("luv")
local async = require("async")

local net = {}

local function close_handle(handle)
  if not handle:is_closing() then
    handle:close()
  end
end

-- ---- Connections

local Stream = {}
Stream.__index = Stream

local function new_stream(handle)
  return setmetatable({ handle = handle, buffer = "" }, Stream)
end

function Stream:close()
  close_handle(self.handle)
end

Stream.__close = Stream.close

-- The next bytes that arrive, or nil at the end.
function Stream:read_some()
  if self.buffer ~= "" then
    local data = self.buffer
    self.buffer = ""
    return data
  end
  local problem, data = async.await(function(wake)
    assert(self.handle:read_start(function(...)
      self.handle:read_stop()
      wake(...)
    end))
    return function()
      self.handle:read_stop()
    end
  end)
  if problem then
    error(problem, 0)
  end
  return data
end

-- The next line without its end, or nil at the end.
function Stream:read_line()
  local pieces = {}
  while true do
    local data = self:read_some()
    if not data then
      local rest = table.concat(pieces)
      return rest ~= "" and rest or nil
    end
    local stop = data:find("\n", 1, true)
    if stop then
      self.buffer = data:sub(stop + 1)
      pieces[#pieces + 1] = data:sub(1, stop - 1)
      return table.concat(pieces)
    end
    pieces[#pieces + 1] = data
  end
end

function Stream:lines()
  return self.read_line, self
end

-- Returns when the bytes are handed over, which keeps a fast writer from filling the memory.
function Stream:write(data)
  local problem = async.await(function(wake)
    assert(self.handle:write(data, wake))
  end)
  if problem then
    error(problem, 0)
  end
end

function net.connect(host, port)
  local handle = uv.new_tcp()
  local problem = async.await(function(wake)
    assert(handle:connect(host, port, wake))
    return function()
      close_handle(handle)
    end
  end)
  if problem then
    close_handle(handle)
    error(problem, 0)
  end
  return new_stream(handle)
end

-- ---- Servers

local Server = {}
Server.__index = Server

-- Stops listening and cancels the tasks that serve.
function Server:close()
  close_handle(self.handle)
  for task in pairs(self.sessions) do
    task:cancel("server closed")
  end
end

Server.__close = Server.close

-- Listens on a free port of [host], field port of the result. Every connection gets a task that
-- runs serve(stream) and closes the stream in the end.
function net.listen(host, serve)
  local server = setmetatable({ handle = uv.new_tcp(), sessions = {} }, Server)
  assert(server.handle:bind(host, 0))
  assert(server.handle:listen(1024, function(problem)
    assert(not problem, problem)
    local handle = uv.new_tcp()
    server.handle:accept(handle)
    local task
    task = async.spawn(function()
      local stream <close> = new_stream(handle)
      local _ <close> = setmetatable({}, {
        __close = function()
          server.sessions[task] = nil
        end,
      })
      serve(stream)
    end)
    server.sessions[task] = true
  end))
  server.port = server.handle:getsockname().port
  return server
end

return net
