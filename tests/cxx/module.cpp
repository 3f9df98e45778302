// SPDX-License-Identifier: MIT
// module.cpp: a Lua module in C++ whose functions hold objects while they call, fail and yield.
//
// guarded.alive() tells how many objects there are.

#include <stdexcept>
#include <string>
#include <vector>

#include "guard.hpp"

extern "C" {
#include "lauxlib.h"
#include "lua.h"
}

static int alive;

// call(f, ...): f's results, with an object held around the call.
static int guarded_call(lua_State *L)
{
    Guard guard(&alive);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

// fail(text): an error, raised below a vector of objects on the heap.
static int guarded_fail(lua_State *L)
{
    std::string text = luaL_checkstring(L, 1);
    std::vector<std::string> parts(10, text);
    Guard guard(&alive);
    lua_pushfstring(L, "failed: %s", parts.back().c_str());
    return lua_error(L);
}

// translate(): a C++ exception made an error in the usual way.
static int guarded_translate(lua_State *L)
{
    Guard outer(&alive);
    try {
        Guard inner(&alive);
        throw std::runtime_error("from C++");
    } catch (const std::exception &e) {
        lua_pushstring(L, e.what());
    }
    return lua_error(L);
}

// escape(object): a C++ exception that nobody catches, with [object] on top of the stack.
static int guarded_escape(lua_State *L)
{
    Guard guard(&alive);
    lua_settop(L, 1);
    throw std::runtime_error("not Lua's");
}

static int resumed(lua_State *L, int status, lua_KContext context)
{
    Guard guard(&alive);
    lua_pushinteger(L, context);
    lua_pushinteger(L, status);
    return lua_gettop(L);
}

// yield(...): yields its arguments, and returns what it is resumed with, the context and the
// status.
static int guarded_yield(lua_State *L)
{
    Guard guard(&alive);
    return lua_yieldk(L, lua_gettop(L), 7, resumed);
}

// pcall(f, ...): protected, and f may yield; returns results, context and status.
static int guarded_pcall(lua_State *L)
{
    Guard guard(&alive);
    int status = lua_pcallk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, 8, resumed);
    return resumed(L, status, 8);
}

static int guarded_alive(lua_State *L)
{
    lua_pushinteger(L, alive);
    return 1;
}

static const luaL_Reg functions[] = {
    {"call", guarded_call},     {"fail", guarded_fail},   {"translate", guarded_translate},
    {"escape", guarded_escape}, {"yield", guarded_yield}, {"pcall", guarded_pcall},
    {"alive", guarded_alive},   {nullptr, nullptr},
};

extern "C" __attribute__((visibility("default"))) int luaopen_guarded(lua_State *L)
{
    luaL_newlib(L, functions);
    return 1;
}
