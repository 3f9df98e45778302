-- luasql.odbc over SQLite: queries, cursors, errors. The data source is named in a file that the ODBC library looks for in
-- the environment, so the work is done by a second run of the program. (The module writes past a buffer of its own after
-- statements without a result, whatever the Lua; those are luasql.sqlite3's here.)
-- package: lua-sql-odbc
-- package: lua-sql-sqlite3
-- package: libsqliteodbc
local driver = io.popen("ls /usr/lib/*/odbc/libsqlite3odbc.so"):read("l")
if not arg or arg[1] ~= "work" then
  local ini, data = os.tmpname(), os.tmpname()
  local file <close> = io.open(ini, "w")
  file:write("[test]\nDriver=", driver, "\nDatabase=", data, "\n")
  file:close()
  local sqlite = require("luasql.sqlite3").sqlite3():connect(data)
  sqlite:execute("create table t (id integer, name varchar(100))")
  for i = 1, 100 do
    assert(sqlite:execute(("insert into t values (%d, 'name %d')"):format(i, i)) == 1)
  end
  sqlite:close()
  local program = arg and arg[-1] or "lua5.4"
  local i = -1
  while arg and arg[i - 1] do i = i - 1 program = arg[i] end
  local ok = os.execute(("ODBCINI=%s '%s' '%s' work"):format(ini, program, arg[0]))
  os.remove(ini)
  os.remove(data)
  assert(ok)
  return
end
local environment = require("luasql.odbc").odbc()
local connection = assert(environment:connect("test"))
local cursor = assert(connection:execute("select id, name from t where id > 90 order by id"))
assert(cursor:getcolnames()[2] == "name")
local count = 0
local row = cursor:fetch({}, "a")
while row do
  count = count + 1
  assert(tonumber(row.id) == 90 + count and row.name == "name " .. 90 + count)
  row = cursor:fetch(row, "a")
end
assert(count == 10)
cursor:close()
assert(connection:setautocommit(true) and connection:commit() and connection:rollback())
assert(tonumber((assert(connection:execute("select count(*) from t")):fetch())) == 100)
local bad, message = connection:execute("select nothing from nowhere")
assert(not bad and type(message) == "string", tostring(bad) .. tostring(message))
assert(not environment:connect("no such source"))
