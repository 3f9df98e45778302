-- SPDX-License-Identifier: MIT
-- echo.lua: an echo server and three clients that talk to it at the same time.
--
-- The server's code for one connection is a plain loop over lines, and so is a client. That many
-- of them run at once is nowhere to be seen.

local async = require("async")
local net = require("net")

local HOST = "127.0.0.1"

local function serve(stream)
  for text in stream:lines() do
    if text == "shout" then
      stream:write("ANYBODY THERE?\n")
    else
      stream:write(text .. "\n")
    end
  end
end

local function converse(port, sentences)
  local stream <close> = net.connect(HOST, port)
  local answers = {}
  for i, sentence in ipairs(sentences) do
    stream:write(sentence .. "\n")
    answers[i] = stream:read_line()
  end
  return table.concat(answers, " / ")
end

async.run(function()
  local server <close> = net.listen(HOST, serve)
  local clients = {}
  for i, sentences in ipairs({
    { "hello", "and again hello" },
    { "shout", "quieter, please" },
    { "", ("long "):rep(40000), "short" },
  }) do
    clients[i] = async.spawn(converse, server.port, sentences)
  end
  for i, client in ipairs(clients) do
    local ok, answers = client:join()
    print(i, ok, #answers, answers:sub(1, 40))
  end
end)
print("the server is closed")
