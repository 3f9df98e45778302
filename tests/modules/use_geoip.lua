-- geoip: countries of addresses from Debian's data base, names by number, charsets, closed data bases.
-- package: lua-geoip
-- package: geoip-database
local geoip = require("geoip")
local country = require("geoip.country")
local db = assert(country.open("/usr/share/GeoIP/GeoIP.dat", geoip.MEMORY_CACHE))
local found = db:query_by_addr("8.8.8.8")
assert(found.code == "US" and found.name == "United States" and found.code3 == "USA")
assert(db:query_by_addr("8.8.8.8", "code") == "US")
local number = db:query_by_ipnum((8 << 24) + (8 << 16) + (8 << 8) + 8, "id")
assert(geoip.name_by_id(number) == "United States" and geoip.id_by_code("US") == number)
for i = 1, 200 do
  local code = db:query_by_addr(("%d.8.8.8"):format(i), "code")
  assert(code == nil or #code == 2)
end
assert(geoip.region_name_by_code("US", "CA") == "California")
assert(not country.open("/nowhere/at/all"))
assert(type(require("geoip.city").open) == "function")
assert(not require("geoip.city").open("/usr/share/GeoIP/GeoIP.dat")) -- no data base of cities
db:close()
assert(not pcall(db.query_by_addr, db, "8.8.8.8"))
