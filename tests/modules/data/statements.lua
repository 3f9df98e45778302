-- What the tests of servers' modules do with a connection, whatever the server.
local statements = {}

-- [connection] is one of luasql. Leaves a table t with 100 rows.
function statements.run_luasql(connection)
  assert(connection:execute("create table t (id integer, name varchar(100), x double precision)"))
  for i = 1, 100 do
    local row = ("insert into t values (%d, '%s', %f)"):format(i, connection:escape("it's " .. i), i / 4)
    assert(connection:execute(row) == 1)
  end
  local cursor = assert(connection:execute("select * from t where id > 95 order by id"))
  assert(cursor:numrows() == 5 and table.concat(cursor:getcolnames(), ",") == "id,name,x")
  assert(cursor:getcoltypes()[1]:find("int") or cursor:getcoltypes()[1]:find("number"))
  local count = 0
  for row in function () return cursor:fetch({}, "a") end do
    count = count + 1
    assert(tonumber(row.id) == 95 + count and row.name == "it's " .. row.id and tonumber(row.x) == row.id / 4)
  end
  assert(count == 5)
  local bad, message = connection:execute("select nothing from nowhere")
  assert(not bad and message:find("nowhere"))
end

-- [db] is DBI's; [first], [second] and [third] are how a statement names its parameters. Adds 50 rows to t and returns the
-- statement that read them, closed.
function statements.run_dbi(db, first, second, third)
  assert(db:ping())
  db:autocommit(false)
  local insert = assert(db:prepare(("insert into t values (%s, %s, %s)"):format(first, second, third)))
  for i = 101, 150 do
    assert(insert:execute(i, "name " .. i, i + 0.5))
  end
  assert(insert:affected() == 1)
  assert(db:commit())
  local select = assert(db:prepare(("select id, name, x from t where id > %s order by id"):format(first)))
  assert(select:execute(100))
  assert(select:rowcount() == 50 and select:columns()[2] == "name")
  local n = 100
  for row in select:rows(true) do
    n = n + 1
    assert(row.id == n and row.name == "name " .. n and row.x == n + 0.5)
  end
  assert(n == 150)
  select:close()
  local statement, why = db:prepare("select from where")
  assert(not statement and why)
  return select
end

return statements
