-- dbi: statements with parameters over SQLite.
-- package: lua-dbi-sqlite3
local connection = assert(require("DBI").Connect("SQLite3", ":memory:"))
connection:autocommit(true)
local function run(text, ...)
  local statement = assert(connection:prepare(text))
  assert(statement:execute(...))
  return statement
end
run("create table t (id integer, name text)")
for i = 1, 50 do
  run("insert into t values (?, ?)", i, "name " .. i):close()
end
local sum = 0
for row in run("select id, name from t where id <= ?", 10):rows(true) do
  assert(row.name == "name " .. row.id)
  sum = sum + row.id
end
assert(sum == 55)
assert(not connection:prepare("nonsense"))
assert(connection:close())
