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

local environment = require("luasql.postgres").postgres()
local connection = assert(environment:connect(("host=%s user=tester dbname=postgres"):format(folder)))
assert(connection:execute("create table t (id integer, name text, x float8)") == 0)
for i = 1, 100 do
  assert(connection:execute(("insert into t values (%d, '%s', %f)"):format(i, connection:escape("it's " .. i), i / 4)) == 1)
end
local cursor = assert(connection:execute("select * from t where id > 95 order by id"))
assert(cursor:numrows() == 5 and cursor:getcoltypes()[1]:find("int"))
local count = 0
for row in function () return cursor:fetch({}, "a") end do
  count = count + 1
  assert(tonumber(row.id) == 95 + count and row.name == "it's " .. row.id and tonumber(row.x) == row.id / 4)
end
assert(count == 5)
local bad, message = connection:execute("select nothing from nowhere")
assert(not bad and message:find("nowhere"))
assert(not environment:connect("host=/nowhere user=tester dbname=postgres"))

local DBI = require("DBI")
local db = assert(DBI.Connect("PostgreSQL", "postgres", "tester", nil, folder))
assert(db:ping())
db:autocommit(false)
local insert = assert(db:prepare("insert into t values ($1, $2, $3)"))
for i = 101, 150 do
  assert(insert:execute(i, "name " .. i, i + 0.5))
end
assert(db:commit())
local select = assert(db:prepare("select id, name, x from t where id > $1 order by id"))
assert(select:execute(100))
assert(select:rowcount() == 50 and select:columns()[2] == "name")
local n = 100
for row in select:rows(true) do
  n = n + 1
  assert(row.id == n and row.name == "name " .. n and row.x == n + 0.5)
end
assert(n == 150)
select:close()
assert(not select:execute(1))
local statement, why = db:prepare("select from where")
assert(not statement and why)
db:rollback()
db:close()
assert(not db:ping())
connection:close()
environment:close()
