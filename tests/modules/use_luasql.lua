-- luasql.sqlite3: a data base in memory, cursors, transactions, errors.
-- package: lua-sql-sqlite3
local environment = require("luasql.sqlite3").sqlite3()
local connection = assert(environment:connect(":memory:"))
assert(connection:execute("create table t (id integer, name text, x real)") == 0)
for i = 1, 200 do
  assert(connection:execute(("insert into t values (%d, '%s', %f)"):format(i, connection:escape("it's " .. i), i / 4)) == 1)
end
local cursor = connection:execute("select * from t where id > 190 order by id desc")
assert(table.concat(cursor:getcolnames(), ",") == "id,name,x")
local row, count = cursor:fetch({}, "a"), 0
while row do
  count = count + 1
  assert(row.id == 201 - count and row.name == "it's " .. row.id and row.x == row.id / 4)
  row = cursor:fetch(row, "a")
end
assert(count == 10)
cursor:close()
connection:setautocommit(false)
connection:execute("delete from t")
connection:rollback()
connection:setautocommit(true)
cursor = connection:execute("select count(*) from t")
assert(cursor:fetch() == 200)
cursor:close()
local bad, message = connection:execute("select x from nowhere")
assert(not bad and message:find("no such table"))
assert(connection:close() and environment:close())
