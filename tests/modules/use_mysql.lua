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

local statements = dofile("data/statements.lua")
local environment = require("luasql.mysql").mysql()
local connection = assert(environment:connect("test", "tester", "", nil, nil, folder .. "/socket"))
statements.run_luasql(connection)
assert(not environment:connect("test", "tester", "", nil, nil, "/nowhere/socket"))

local db = assert(require("DBI").Connect("MySQL", "test", "tester", "", folder .. "/socket"))
statements.run_dbi(db, "?", "?", "?")
db:close()
connection:close()
environment:close()
