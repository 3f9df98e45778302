-- luasql.mysql and DBI's MySQL: a MariaDB server of our own on a socket in a folder of its own.
-- package: lua-sql-mysql
-- package: lua-dbi-mysql
-- package: mariadb-server-core
local folder = os.tmpname()
os.remove(folder)
local user = io.popen("id -u"):read("n") == 0 and "--user=root" or ""
assert(os.execute(("mkdir -p %s/data/mysql %s/data/test"):format(folder, folder)))
local server = io.popen(("/usr/sbin/mariadbd --no-defaults %s --datadir=%s/data --socket=%s/socket --skip-networking \z
  --skip-grant-tables --pid-file=%s/pid --innodb-buffer-pool-size=8M --innodb-fast-shutdown=2 --log-error=%s/log \z
  > /dev/null 2>&1 & echo $!"):format(user, folder, folder, folder, folder)):read("n")
local stop <close> = setmetatable({}, {__close = function ()
  os.execute(("kill -9 %d; rm -r %s"):format(server, folder))
end})
local function wait_for(name)
  for _ = 1, 300 do
    if os.execute("test -S " .. name) then return true end
    os.execute("sleep 0.1")
  end
  error("the server did not start")
end
wait_for(folder .. "/socket")

local environment = require("luasql.mysql").mysql()
local connection = assert(environment:connect("test", "tester", "", nil, nil, folder .. "/socket"))
assert(connection:execute("create table t (id integer, name varchar(100), x double)"))
for i = 1, 100 do
  assert(connection:execute(("insert into t values (%d, '%s', %f)"):format(i, connection:escape("it's " .. i), i / 4)) == 1)
end
local cursor = assert(connection:execute("select * from t where id > 95 order by id"))
assert(cursor:numrows() == 5 and table.concat(cursor:getcolnames(), ",") == "id,name,x")
local count = 0
for row in function () return cursor:fetch({}, "a") end do
  count = count + 1
  assert(tonumber(row.id) == 95 + count and row.name == "it's " .. row.id and tonumber(row.x) == row.id / 4)
end
assert(count == 5)
local bad, message = connection:execute("select nothing from nowhere")
assert(not bad and message:find("nowhere"))
assert(not environment:connect("test", "tester", "", nil, nil, "/nowhere/socket"))

local DBI = require("DBI")
local db = assert(DBI.Connect("MySQL", "test", "tester", "", folder .. "/socket"))
assert(db:ping())
local insert = assert(db:prepare("insert into t values (?, ?, ?)"))
for i = 101, 150 do
  assert(insert:execute(i, "name " .. i, i + 0.5))
end
assert(insert:affected() == 1)
local select = assert(db:prepare("select id, name, x from t where id > ? order by id"))
assert(select:execute(100))
assert(select:rowcount() == 50 and select:columns()[2] == "name")
local n = 100
for row in select:rows(true) do
  n = n + 1
  assert(row.id == n and row.name == "name " .. n and row.x == n + 0.5)
end
assert(n == 150)
select:close()
assert(not db:prepare("select from where"))
db:close()
connection:close()
environment:close()
