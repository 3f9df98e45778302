// SPDX-License-Identifier: MIT
// continue.c: C functions that a yield may cross, by means of continuations.
//
// A yield unwinds the C stack, so a C function cannot go on after it where it was. lua_yieldk,
// lua_callk and lua_pcallk take a second function, the continuation, that does the rest. What
// it must know goes into the context number and the Lua stack, which stays as it was.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

// ---- lua_yieldk: a generator in C

// Context: the number to yield next. Stack: 1 the limit; the rest is what resume passed.
static int count_step(lua_State *L, int status, lua_KContext next)
{
    (void)status;
    lua_settop(L, 1);
    if (next > lua_tointeger(L, 1)) {
        return 0;
    }
    lua_pushinteger(L, next);
    return lua_yieldk(L, 1, next + 1, count_step);
}

// count(limit) yields 1, 2, ... limit.
static int count(lua_State *L)
{
    luaL_checkinteger(L, 1);
    return count_step(L, LUA_OK, 1);
}

// ---- lua_callk: a loop in C that calls a function which may yield

// Stack: 1 the list, 2 the function, 3 the results. Context: index of the element in work.
static int map_next(lua_State *L, lua_KContext index);

static int map_step(lua_State *L, int status, lua_KContext index)
{
    (void)status;
    lua_seti(L, 3, (lua_Integer)index);
    return map_next(L, index + 1);
}

static int map_next(lua_State *L, lua_KContext index)
{
    for (; index <= luaL_len(L, 1); index++) {
        lua_pushvalue(L, 2);
        lua_geti(L, 1, (lua_Integer)index);
        lua_callk(L, 1, 1, index, map_step);
        lua_seti(L, 3, (lua_Integer)index); // it returned without a yield
    }
    return 1;
}

// map(list, f)
static int map(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    lua_newtable(L);
    return map_next(L, 1);
}

// ---- lua_pcallk: protected calls that may be repeated

static int try_again(lua_State *L, lua_KContext tries_left);

// Stack: 1 the limit, 2 the function, above it results or the error.
static int try_step(lua_State *L, int status, lua_KContext tries_left)
{
    if (status == LUA_OK || status == LUA_YIELD) { // LUA_YIELD: success, after a yield
        return lua_gettop(L) - 2;
    }
    printf("    (try failed: %s, tries left: %d)\n", lua_tostring(L, -1), (int)tries_left);
    fflush(stdout);
    if (tries_left == 0) {
        return lua_error(L);
    }
    lua_settop(L, 2);
    return try_again(L, tries_left);
}

static int try_again(lua_State *L, lua_KContext tries_left)
{
    lua_pushvalue(L, 2);
    int status = lua_pcallk(L, 0, LUA_MULTRET, 0, tries_left - 1, try_step);
    return try_step(L, status, tries_left - 1);
}

// retry(n, f): the results of the first call of f that succeeds, of n at most.
static int retry(lua_State *L)
{
    lua_Integer tries = luaL_checkinteger(L, 1);
    luaL_argcheck(L, tries > 0, 1, "at least one try");
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    return try_again(L, (lua_KContext)tries);
}

// ---- The same without continuation, for comparison

static int call_plainly(lua_State *L)
{
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static const char script[] = //
    "for n in coroutine.wrap(function() count(4) end) do io.write(n, ' ') end\n"
    "print()\n"
    "local co = coroutine.wrap(function()\n"
    "  local squares = map({ 1, 2, 3, 4 }, function(x)\n"
    "    return x % 2 == 0 and coroutine.yield(x) or x * x\n"
    "  end)\n"
    "  return table.concat(squares, ' ')\n"
    "end)\n"
    "print('map waits at', co())\n"
    "print('map waits at', co('two'))\n"
    "print('map is done:', co('four'))\n"
    "print('nested:', table.concat(map({ 1, 2 }, function(x)\n"
    "  return table.concat(map({ 10, 20 }, function(y) return x * y end), '+')\n"
    "end), ' '))\n"
    "local attempts = 0\n"
    "local function flaky()\n"
    "  attempts = attempts + 1\n"
    "  local mood = coroutine.yield('attempt ' .. attempts)\n"
    "  if mood ~= 'good' then error(mood .. ' mood', 0) end\n"
    "  return 'worked', attempts\n"
    "end\n"
    "co = coroutine.wrap(function() return retry(3, flaky) end)\n"
    "print(co())\n"
    "print(co('bad'))\n"
    "print(co('worse'))\n"
    "print(co('good'))\n"
    "print(pcall(retry, 2, function() error('always', 0) end))\n"
    "print('at once:', retry(1, function() return 1, nil, 3 end))\n"
    "co = coroutine.wrap(function()\n"
    "  return pcall(retry, 2, function()\n"
    "    return table.unpack(map({ 5, 6 }, function(x)\n"
    "      local file <close> = setmetatable({}, { __close = function() print('    closed') end "
    "})\n"
    "      return coroutine.yield(x)\n"
    "    end))\n"
    "  end)\n"
    "end)\n"
    "print('retry, map and a resource:', co())\n"
    "print('', co(50))\n"
    "print('', co(60))\n"
    "print(coroutine.wrap(function()\n"
    "  return pcall(call_plainly, coroutine.yield, 1)\n"
    "end)())\n"
    "local deep = 0\n"
    "local function dive(n)\n"
    "  deep = n\n"
    "  if n == 50 then return coroutine.yield('at the bottom') end\n"
    "  return map({ n + 1 }, dive)[1]\n"
    "end\n"
    "co = coroutine.wrap(dive)\n"
    "print(co(1), deep)\n"
    "print(co('back'))\n";

int main(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_register(L, "count", count);
    lua_register(L, "map", map);
    lua_register(L, "retry", retry);
    lua_register(L, "call_plainly", call_plainly);
    if (luaL_loadbuffer(L, script, strlen(script), "=script") != LUA_OK ||
        lua_pcall(L, 0, 0, 0) != LUA_OK) {
        printf("error: %s\n", lua_tostring(L, -1));
    }
    lua_close(L);
    return EXIT_SUCCESS;
}
