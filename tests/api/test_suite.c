// SPDX-License-Identifier: MIT
// test_suite.c: what the official suite checks with its internal library (the parts of api, events,
// nextvar, gengc and coroutine that it leaves out without one) and the other tests here do not.

#include "tests/api/harness.h"

// Registers new_userdata(user value): a userdata without metatable.
static int new_userdata(lua_State *L)
{
    lua_settop(L, 1);
    lua_newuserdatauv(L, 0, 1);
    lua_insert(L, 1);
    lua_setiuservalue(L, 1, 1);
    return 1;
}

static int open_with_userdata(void **state)
{
    int failed = open_state(state);
    lua_register(*state, "new_userdata", new_userdata);
    return failed;
}

#define USERDATA_TEST(name) cmocka_unit_test_setup_teardown(name, open_with_userdata, close_state)

// ---- userdata as operands

static void test_userdata_equality(void **state)
{
    run(*state,
        "local function by_value(a, b) return debug.getuservalue(a) == debug.getuservalue(b) end\n"
        "local one, two, other = new_userdata(1), new_userdata(2), new_userdata(1)\n"
        "assert(one ~= other and one == one)\n"
        "debug.setmetatable(one, {__eq = by_value})\n"
        "assert(one == other and other == one and one ~= two and two ~= one)\n"
        "debug.setmetatable(two, {__eq = function () return 'true' end})\n"
        "assert(two == other and other == two and two == one and one ~= two)\n"
        "assert(two ~= {} and two ~= 1 and not rawequal(one, other) and rawequal(one, one))");
}

static void test_userdata_access(void **state)
{
    run(*state,
        "local u, mirror = new_userdata(), {}\n"
        "debug.setmetatable(u, {__index = mirror, __newindex = mirror})\n"
        "for i = 1, 10 do u[i] = i * i end\n"
        "for i = 1, 10 do assert(u[i] == i * i and mirror[i] == i * i) end\n"
        "assert(rawlen(mirror) == 10 and not pcall(rawlen, 5) and not pcall(rawget, u, 1))");
}

static void test_table_library_on_userdata(void **state)
{
    run(*state, "local list, u, mt = {10, 20, 30}, new_userdata(), {}\n"
                "local function refused()\n"
                "  for _, f in ipairs {table.insert, table.remove, table.concat, table.sort} do\n"
                "    local ok, message = pcall(f, u, 1)\n"
                "    assert(not ok and message:find('table expected', 1, true))\n"
                "  end\n"
                "end\n"
                "refused() debug.setmetatable(u, mt) refused()\n"
                "mt.__index = list refused()\n"
                "mt.__newindex = list refused()\n"
                "mt.__len = function () return #list end\n"
                "table.insert(u, 40)\n"
                "assert(#u == 4 and list[4] == 40 and table.remove(u) == 40)\n"
                "table.insert(u, 1, 50)\n"
                "assert(table.concat(u, ' ') == '50 10 20 30' and table.unpack(u) == 50)\n"
                "table.sort(u) assert(table.concat(list, ' ') == '10 20 30 50')\n"
                "mt.__newindex, mt.__len = nil, nil\n"
                "local target, written = new_userdata(), {}\n"
                "debug.setmetatable(target, {__newindex = function (_, k, v) written[k] = v end})\n"
                "table.move(u, 1, 4, 1, target)\n"
                "assert(table.concat(written, ' ') == '10 20 30 50')");
}

// A chain through user values is marked and freed without recursion.
static void test_long_chain(void **state)
{
    run(*state, "local last for _ = 1, 100000 do last = new_userdata(last) end\n"
                "collectgarbage() collectgarbage('step', 0)\n"
                "local length = 0\n"
                "local u = last while u do length = length + 1 u = debug.getuservalue(u) end\n"
                "assert(length == 100000)\n"
                "local before = collectgarbage('count')\n"
                "last, u = nil, nil collectgarbage()\n"
                "assert(collectgarbage('count') < before - 1000)");
}

// An old userdata that gets a new value keeps it in young collections.
static void test_old_userdata(void **state)
{
    run(*state, "local mode = collectgarbage('generational')\n"
                "local u = new_userdata() collectgarbage()\n"
                "for i = 1, 20 do\n"
                "  debug.setuservalue(u, {i}) collectgarbage('step', 0) collectgarbage('step', 0)\n"
                "  assert(debug.getuservalue(u)[1] == i)\n"
                "  debug.setmetatable(u, {__name = 'kind ' .. i}) collectgarbage('step', 0)\n"
                "  assert(tostring(u):find('kind ' .. i, 1, true))\n"
                "end\n"
                "collectgarbage(mode)");
}

// ---- hooks

static void line_hook(lua_State *L, lua_Debug *ar)
{
    lua_getglobal(L, "seen");
    lua_pushinteger(L, ar->currentline);
    lua_rawseti(L, -2, (lua_Integer)lua_rawlen(L, -2) + 1);
    lua_pop(L, 1);
}

static void count_hook(lua_State *L, lua_Debug *ar)
{
    assert_int_equal(ar->event, LUA_HOOKCOUNT);
    lua_sethook(L, line_hook, LUA_MASKLINE, 0);
}

// A hook puts another one in its own place.
static void test_hook_changes_itself(void **state)
{
    lua_State *L = *state;
    run(L, "seen = {}\n"
           "function work() local n = 0\n for i = 1, 100 do n = n + i end\n n = n + 1\n n = n + 2\n"
           "  debug.sethook() end");
    lua_sethook(L, count_hook, LUA_MASKCOUNT, 50);
    run(L, "work()");
    assert_null(lua_gethook(L));
    run(L, "local n = #seen\n"
           "assert(n > 10 and seen[n] == 6 and seen[n - 1] == 5 and seen[n - 2] == 4 and seen[1] "
           "== 3)");
}

// ---- errors in threads without protection of their own

static int call_on_new_thread(lua_State *L)
{
    lua_State *thread = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, thread, 1);
    lua_call(thread, 0, 0);
    return 0;
}

static void test_errors_on_threads(void **state)
{
    lua_State *L = *state;
    lua_register(L, "call_on_new_thread", call_on_new_thread);
    run(L, "local ok, message = pcall(call_on_new_thread, 3)\n"
           "assert(not ok and message:find('attempt to call', 1, true))\n"
           "local function endless() return 1 + endless() end\n"
           "ok, message = pcall(call_on_new_thread, endless)\n"
           "assert(not ok and message:find('stack overflow', 1, true))\n"
           "local depth = 0\n"
           "local function nested() depth = depth + 1 if depth < 20 then "
           "call_on_new_thread(nested) end\n"
           "  collectgarbage() end\n"
           "call_on_new_thread(nested) assert(depth == 20)");
}

// ---- no more memory

typedef struct Supply {
    int is_out;
} Supply;

static void *supplied_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    Supply *supply = data;
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    if (supply->is_out && (block == NULL || new_size > old_size)) {
        return NULL;
    }
    return realloc(block, new_size);
}

static void test_stack_cannot_grow(void **state)
{
    (void)state;
    Supply supply = {0};
    lua_State *L = lua_newstate(supplied_alloc, &supply);
    supply.is_out = 1;
    assert_false(lua_checkstack(L, 500000));
    assert_false(lua_checkstack(L, LUAI_MAXSTACK + 1));
    supply.is_out = 0;
    assert_true(lua_checkstack(L, 500000));
    lua_settop(L, 500000);
    lua_close(L);
}

static void test_closing_without_memory(void **state)
{
    (void)state;
    Supply supply = {0};
    lua_State *L = lua_newstate(supplied_alloc, &supply);
    luaL_openlibs(L);
    run(L, "kept = {} for i = 1, 100 do kept[i] = setmetatable({}, {__gc = function () end}) end");
    supply.is_out = 1;
    lua_close(L);
}

// A collection needs no memory: what cannot shrink stays as it is.
static void test_collecting_without_memory(void **state)
{
    (void)state;
    Supply supply = {0};
    lua_State *L = lua_newstate(supplied_alloc, &supply);
    luaL_openlibs(L);
    run(L, "strings = {} for i = 1, 1000 do strings[i] = 'text ' .. i end\n"
           "local function deep(n) if n > 0 then deep(n - 1) end end deep(1800)\n"
           "weak = setmetatable({}, {__mode = 'k'}) for i = 1, 100 do weak[{}] = i end\n"
           "strings = nil");
    supply.is_out = 1;
    lua_gc(L, LUA_GCCOLLECT);
    lua_gc(L, LUA_GCGEN, 0, 0);
    lua_gc(L, LUA_GCSTEP, 0);
    lua_gc(L, LUA_GCINC, 0, 0, 0);
    lua_gc(L, LUA_GCCOLLECT);
    supply.is_out = 0;
    run(L, "assert(next(weak) == nil) local t = {} for i = 1, 1000 do t[i] = 'text ' .. i end");
    lua_close(L);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        USERDATA_TEST(test_userdata_equality),
        USERDATA_TEST(test_userdata_access),
        USERDATA_TEST(test_table_library_on_userdata),
        USERDATA_TEST(test_long_chain),
        USERDATA_TEST(test_old_userdata),
        API_TEST(test_hook_changes_itself),
        API_TEST(test_errors_on_threads),
        cmocka_unit_test(test_stack_cannot_grow),
        cmocka_unit_test(test_closing_without_memory),
        cmocka_unit_test(test_collecting_without_memory),
    };
    return cmocka_run_group_tests_name("suite", tests, NULL, NULL);
}
