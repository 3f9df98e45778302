// SPDX-License-Identifier: MIT
// profile.c: see profile.h.
//
// The sampler of neap.h looks at all calls that are active, those of the coroutines that wait for
// the running one included. It counts in a second Lua state, so that the program that is looked at
// keeps its memory and its collector to itself; counting and printing are a Lua program there.

#include "src/cli/profile.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "lauxlib.h"
#include "lualib.h"
#include "neap.h"

#define INTERVAL 997  // a prime: in step with few loops
#define DEPTH_MAX 100 // calls of a stack, innermost first

static lua_State *counting; // its stack: names by position, the function 'add', the function
                            // 'report'
enum { NAMES = 1, ADD, REPORT };

static const char program[] =
    "local own, all, lines, stacks, count = {}, {}, {}, {}, 0\n"
    "local function sorted(counts, first)\n"
    "  local keys = {}\n"
    "  for key in pairs(counts) do keys[#keys + 1] = key end\n"
    "  table.sort(keys, function(a, b)\n"
    "    local x, y = first[a] or 0, first[b] or 0\n"
    "    if x == y then x, y = counts[a], counts[b] end\n"
    "    if x ~= y then return x > y end\n"
    "    return a < b\n"
    "  end)\n"
    "  return keys\n"
    "end\n"
    "local function source_of(place)\n"
    "  local name, line = place:match('^(.*):(%d+)$')\n"
    "  local file = name and io.open(name)\n"
    "  local text = ''\n"
    "  for _ = 1, file and line or 0 do text = file:read() or '' end\n"
    "  return text:match('^%s*(.-)%s*$'):sub(1, 60)\n"
    "end\n"
    "local function add(line, ...)\n"
    "  local calls, stack, seen, name = {...}, {}, {}\n"
    "  for i = #calls, 1, -1 do\n"
    "    name = calls[i]:gsub(';', ',')\n"
    "    if not seen[name] then all[name] = (all[name] or 0) + 1 end\n"
    "    seen[name] = true\n"
    "    stack[#stack + 1] = name\n"
    "  end\n"
    "  count = count + 1\n"
    "  own[name] = (own[name] or 0) + 1\n"
    "  lines[line] = (lines[line] or 0) + 1\n"
    "  stack = table.concat(stack, ';')\n"
    "  stacks[stack] = (stacks[stack] or 0) + 1\n"
    "end\n"
    "local function show(title, counts, first, format)\n"
    "  io.stderr:write(title, '\\n')\n"
    "  for i, key in ipairs(sorted(counts, first)) do\n"
    "    if i > 20 then return io.stderr:write('     ...\\n') end\n"
    "    io.stderr:write(format(key), '\\n')\n"
    "  end\n"
    "end\n"
    "local function share(n) return 100 * (n or 0) / count end\n"
    "local function report(interval, folded)\n"
    "  io.stderr:write(count, ' samples, one every ', interval, ' instructions\\n')\n"
    "  if count > 0 then\n"
    "    show('   self   total  function', all, own, function(name)\n"
    "      return ('%6.1f%% %6.1f%%  %s'):format(share(own[name]), share(all[name]), name)\n"
    "    end)\n"
    "    show('   self  line', lines, lines, function(place)\n"
    "      return ('%6.1f%%  %s  %s'):format(share(lines[place]), place, source_of(place))\n"
    "    end)\n"
    "  end\n"
    "  if not folded then return end\n"
    "  local file <close>, why = io.open(folded, 'w')\n"
    "  if not file then error(why, 0) end\n"
    "  for _, stack in ipairs(sorted(stacks, stacks)) do\n"
    "    file:write(stack, ' ', stacks[stack], '\\n')\n"
    "  end\n"
    "end\n"
    "return add, report";

// Pushes the name of a function for the tables. It is looked up once for each function: the first
// call tells. False: it has none.
static bool push_name(lua_State *L, lua_Debug *ar)
{
    lua_State *P = counting;
    if (*ar->what == 'C') {
        lua_getinfo(L, "n", ar);
        if (ar->name == NULL) {
            return false; // called by C
        }
        lua_pushfstring(P, "[C] %s", ar->name);
        return true;
    }
    lua_pushfstring(P, "%s:%d", ar->short_src, ar->linedefined);
    lua_pushvalue(P, -1);
    if (lua_rawget(P, NAMES) == LUA_TNIL) {
        lua_getinfo(L, "n", ar);
        const char *name = ar->name != NULL ? ar->name : "function";
        if (*ar->what == 'm') {
            lua_pushfstring(P, "main chunk (%s)", ar->short_src);
        } else {
            lua_pushfstring(P, "%s (%s)", name, lua_tostring(P, -2));
        }
        lua_replace(P, -2);
        lua_pushvalue(P, -2);
        lua_pushvalue(P, -2);
        lua_rawset(P, NAMES);
    }
    lua_remove(P, -2);
    return true;
}

// Pushes the names of the active functions, innermost first; returns how many.
static int push_calls(lua_State *L)
{
    int count = 0;
    lua_Debug ar;
    for (; L != NULL; L = neap_resumer(L)) {
        for (int level = 0; lua_getstack(L, level, &ar); level++) {
            if (count >= DEPTH_MAX) {
                lua_pushliteral(counting, "...");
                return count + 1;
            }
            lua_getinfo(L, "S", &ar);
            count += push_name(L, &ar);
        }
    }
    return count;
}

static void take_sample(lua_State *L, void *data)
{
    (void)data;
    lua_State *P = counting;
    lua_Debug ar;
    lua_getstack(L, 0, &ar); // there is one: instructions are counted
    lua_getinfo(L, "Sl", &ar);
    lua_pushvalue(P, ADD);
    lua_pushfstring(P, "%s:%d", ar.short_src, ar.currentline);
    if (lua_pcall(P, push_calls(L) + 1, 0, 0) != LUA_OK) {
        lua_settop(P, REPORT); // no memory: the sample is lost
    }
}

// At the end of the program, however it ends.
static void report(void)
{
    lua_State *P = counting;
    lua_settop(P, REPORT);
    lua_pushinteger(P, INTERVAL);
    lua_getfield(P, LUA_REGISTRYINDEX, "folded");
    if (lua_pcall(P, 2, 0, 0) != LUA_OK) {
        fprintf(stderr, "neap: %s\n", lua_tostring(P, -1));
    }
    lua_close(P);
}

void profile_begin(lua_State *L, const char *folded)
{
    counting = luaL_newstate();
    if (counting == NULL) {
        return;
    }
    lua_State *P = counting;
    luaL_openlibs(P);
    lua_newtable(P);
    luaL_checkstack(P, DEPTH_MAX + LUA_MINSTACK, NULL);
    if (luaL_loadbuffer(P, program, sizeof program - 1, "=profile") != LUA_OK ||
        lua_pcall(P, 0, 2, 0) != LUA_OK) {
        abort(); // it is ours
    }
    lua_pushstring(P, folded);
    lua_setfield(P, LUA_REGISTRYINDEX, "folded");
    neap_setsampler(L, take_sample, NULL, INTERVAL);
    atexit(report);
}
