-- luasql.postgres and DBI's PostgreSQL: a server of our own on a socket in a folder of its own.
-- package: lua-sql-postgres
-- package: lua-dbi-postgresql
-- package: postgresql-15
local function shell(command)
  local pipe = io.popen(command .. " 2>&1", "r")
  local text = pipe:read("a")
  return pipe:close(), text
end
local folder = os.tmpname()
os.remove(folder)
local binaries = "/usr/lib/postgresql/15/bin/"
local as = ""
if io.popen("id -u"):read("n") == 0 then as = "runuser -u nobody -- " end
assert(shell(("mkdir %s && chmod 777 %s"):format(folder, folder)))
assert(shell(("%s%sinitdb -U tester -A trust --no-sync -D %s/data"):format(as, binaries, folder)))
assert(shell(("%s%spg_ctl -w -D %s/data -l %s/log -o \"-F -c listen_addresses='' -k %s\" start"):format(as, binaries, folder,
  folder, folder)))
local stop <close> = setmetatable({}, {__close = function ()
  shell(("%s%spg_ctl -m immediate -D %s/data stop; rm -r %s"):format(as, binaries, folder, folder))
end})

local statements = dofile("data/statements.lua")
local environment = require("luasql.postgres").postgres()
local connection = assert(environment:connect(("host=%s user=tester dbname=postgres"):format(folder)))
statements.run_luasql(connection)
assert(not environment:connect("host=/nowhere user=tester dbname=postgres"))

local db = assert(require("DBI").Connect("PostgreSQL", "postgres", "tester", nil, folder))
local select = statements.run_dbi(db, "$1", "$2", "$3")
assert(not select:execute(1))
db:rollback()
db:close()
assert(not db:ping())
connection:close()
environment:close()
