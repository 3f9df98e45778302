// SPDX-License-Identifier: MIT
// host.cpp: a C++ program on the library whose errors are C++ exceptions.
//
// Each test has a state of its own. Everything here is also true of Debian's liblua5.4-c++
// (scripts/test_cxx --lua). Arguments: module.lua and the folder of the compiled module. Ends with
// 'N passed, M failed'.

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>

#include "guard.hpp"
#include "lua.hpp"

static int alive;
static bool is_good; // the running test
static const char *module_script;
static const char *module_folder;

static void check(bool condition, const char *text, int line)
{
    if (!condition) {
        std::printf("host.cpp:%d: not true: %s\n", line, text);
        is_good = false;
    }
}

#define CHECK(condition) check(condition, #condition, __LINE__)

static std::string top_text(lua_State *L)
{
    const char *text = lua_tostring(L, -1);
    return text != nullptr ? text : std::string("(") + luaL_typename(L, -1) + ")";
}

// ---- functions called by the tests

static int raise(lua_State *L)
{
    Guard guard(&alive);
    return luaL_error(L, "raised");
}

static int call_first(lua_State *L)
{
    Guard guard(&alive);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

static int throw_int(lua_State *L)
{
    Guard guard(&alive);
    lua_pushliteral(L, "on top");
    throw 42;
}

static int recurse(lua_State *L)
{
    Guard guard(&alive);
    lua_pushcfunction(L, recurse);
    lua_call(L, 0, 0);
    return 0;
}

// ---- tests

static void errors_destroy_objects(lua_State *L)
{
    lua_pushcfunction(L, call_first);
    lua_pushcfunction(L, call_first);
    lua_pushcfunction(L, raise);
    CHECK(lua_pcall(L, 2, 0, 0) == LUA_ERRRUN);
    CHECK(top_text(L) == "raised");
    CHECK(alive == 0);
    CHECK(lua_gettop(L) == 1);
}

static int count_alive(lua_State *L)
{
    lua_pushfstring(L, "%d alive", alive);
    return 1;
}

// The objects of the function that failed may be gone already, not those of its callers.
static void handlers_run_first(lua_State *L)
{
    lua_pushcfunction(L, count_alive);
    lua_pushcfunction(L, call_first);
    lua_pushcfunction(L, raise);
    CHECK(lua_pcall(L, 1, 0, 1) == LUA_ERRRUN);
    CHECK(top_text(L) == "1 alive" || top_text(L) == "2 alive");
    CHECK(alive == 0);
}

static int pass_on(lua_State *L)
{
    Guard guard(&alive);
    try {
        lua_call(L, 0, 0);
    } catch (...) {
        lua_pushboolean(L, true);
        lua_setfield(L, LUA_REGISTRYINDEX, "passed");
        throw;
    }
    return 0;
}

static void errors_can_be_passed_on(lua_State *L)
{
    lua_pushcfunction(L, pass_on);
    lua_pushcfunction(L, raise);
    CHECK(lua_pcall(L, 1, 0, 0) == LUA_ERRRUN);
    CHECK(top_text(L) == "raised");
    CHECK(lua_getfield(L, LUA_REGISTRYINDEX, "passed") == LUA_TBOOLEAN);
    CHECK(alive == 0);
}

static void foreign_exceptions_end_in_pcall(lua_State *L)
{
    lua_pushcfunction(L, count_alive); // not called for them
    lua_pushcfunction(L, call_first);
    lua_pushcfunction(L, throw_int);
    CHECK(lua_pcall(L, 1, 0, 1) == -1);
    CHECK(top_text(L) == "on top");
    CHECK(lua_gettop(L) == 2);
    CHECK(alive == 0);
    CHECK(luaL_dostring(L, "return 1 + 1") == LUA_OK && lua_tointeger(L, -1) == 2);
}

static int catch_int(lua_State *L)
{
    Guard guard(&alive);
    const int top = lua_gettop(L);
    try {
        lua_call(L, top - 1, 0);
    } catch (int i) {
        lua_settop(L, 0);
        lua_pushinteger(L, i);
        return 1;
    }
    return 0;
}

// What throws may be further in, behind functions of both languages and a coroutine's body.
static void foreign_exceptions_pass_calls(lua_State *L)
{
    lua_register(L, "catch_int", catch_int);
    lua_register(L, "call_first", call_first);
    lua_register(L, "throw_int", throw_int);
    CHECK(luaL_dostring(L, "return catch_int(throw_int)") == LUA_OK && lua_tointeger(L, -1) == 42);
    CHECK(luaL_dostring(
              L, "local function f() local t = {throw_int()} return t end\n"
                 "for _ = 1, 10 do assert(catch_int(call_first, call_first, f) == 42) end\n"
                 "return coroutine.wrap(function () return 1 + catch_int(f) end)()") == LUA_OK);
    CHECK(lua_tointeger(L, -1) == 43);
    CHECK(luaL_dostring(
              L, "return catch_int(pcall, throw_int), catch_int(coroutine.wrap(throw_int))") !=
          LUA_OK);
    CHECK(luaL_dostring(L, "return select('#', catch_int(pcall, call_first, throw_int))") ==
          LUA_OK);
    CHECK(lua_tointeger(L, -1) == 0);
    CHECK(alive == 0);
    lua_settop(L, 0);
    try {
        lua_getglobal(L, "throw_int");
        lua_call(L, 0, 0);
        CHECK(false);
    } catch (int i) {
        CHECK(i == 42);
    }
    lua_settop(L, 0);
    CHECK(luaL_dostring(L, "return 1 + 1") == LUA_OK && lua_tointeger(L, -1) == 2);
    CHECK(alive == 0);
}

static void foreign_exceptions_end_in_resume(lua_State *L)
{
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, call_first);
    lua_pushcfunction(co, throw_int);
    int count;
    CHECK(lua_resume(co, L, 1, &count) == -1);
    CHECK(top_text(co) == "on top");
    CHECK(alive == 0);
    CHECK(luaL_dostring(L, "return 1 + 1") == LUA_OK && lua_tointeger(L, -1) == 2);
}

static const char *throwing_reader(lua_State *, void *data, size_t *size)
{
    Guard guard(&alive);
    int *calls = static_cast<int *>(data);
    if (++*calls == 3) {
        throw std::runtime_error("cannot read");
    }
    *size = 2;
    return "x=";
}

static void readers_may_throw(lua_State *L)
{
    int calls = 0;
    lua_pushliteral(L, "below");
    CHECK(lua_load(L, throwing_reader, &calls, "=reader", nullptr) == -1);
    CHECK(lua_gettop(L) == 2);
    CHECK(alive == 0);
}

static const char *failing_reader(lua_State *L, void *, size_t *)
{
    Guard guard(&alive);
    luaL_error(L, "no more");
    return nullptr;
}

static void readers_may_fail(lua_State *L)
{
    CHECK(lua_load(L, failing_reader, nullptr, "=reader", nullptr) == LUA_ERRRUN);
    CHECK(top_text(L) == "no more");
    CHECK(alive == 0);
}

// Gives a reference back when it goes, and calls a function that fails for good measure.
class Reference
{
  public:
    explicit Reference(lua_State *state) : L(state), reference(luaL_ref(L, LUA_REGISTRYINDEX))
    {
    }
    ~Reference()
    {
        luaL_unref(L, LUA_REGISTRYINDEX, reference);
        lua_pushcfunction(L, raise);
        CHECK(lua_pcall(L, 0, 0, 0) == LUA_ERRRUN);
        lua_pop(L, 1);
    }
    Reference(const Reference &) = delete;
    Reference &operator=(const Reference &) = delete;

  private:
    lua_State *L;
    int reference;
};

static int raise_with_reference(lua_State *L)
{
    lua_newtable(L);
    Reference reference(L);
    lua_pushliteral(L, "the error");
    return lua_error(L);
}

static void destructors_may_use_the_state(lua_State *L)
{
    lua_pushcfunction(L, call_first);
    lua_pushcfunction(L, raise_with_reference);
    CHECK(lua_pcall(L, 1, 0, 0) == LUA_ERRRUN);
    CHECK(top_text(L) == "the error");
    CHECK(alive == 0);
}

static void stack_overflow_destroys_objects(lua_State *L)
{
    lua_pushcfunction(L, recurse);
    CHECK(lua_pcall(L, 0, 0, 0) == LUA_ERRRUN);
    CHECK(top_text(L).find("overflow") != std::string::npos);
    CHECK(alive == 0);
}

static int fill_memory(lua_State *L)
{
    Guard guard(&alive);
    lua_newtable(L);
    for (int i = 1;; i++) {
        lua_newuserdatauv(L, 1000, 0);
        lua_rawseti(L, -2, i);
    }
}

// Has an allocator that fails when [data], the number of bytes left, is used up.
static void *limited_alloc(void *data, void *block, size_t old_size, size_t new_size)
{
    long *left = static_cast<long *>(data);
    long needed = static_cast<long>(new_size) - static_cast<long>(block != nullptr ? old_size : 0);
    if (new_size != 0 && needed > *left) {
        return nullptr;
    }
    *left -= new_size != 0 ? needed : -static_cast<long>(old_size);
    if (new_size == 0) {
        std::free(block);
        return nullptr;
    }
    return std::realloc(block, new_size);
}

static void memory_errors_destroy_objects(lua_State *)
{
    long left = 1000000;
    lua_State *L = lua_newstate(limited_alloc, &left);
    CHECK(L != nullptr);
    lua_pushcfunction(L, call_first);
    lua_pushcfunction(L, fill_memory);
    CHECK(lua_pcall(L, 1, 0, 0) == LUA_ERRMEM);
    CHECK(top_text(L) == "not enough memory");
    CHECK(alive == 0);
    lua_close(L);
    CHECK(left == 1000000);
    left = 1000;
    CHECK(lua_newstate(limited_alloc, &left) == nullptr);
    CHECK(left == 1000);
}

struct Panic {
    std::string message;
};

static int panic_by_exception(lua_State *L)
{
    throw Panic{top_text(L)};
}

static void panics_may_throw(lua_State *L)
{
    lua_atpanic(L, panic_by_exception);
    std::string message;
    try {
        lua_pushcfunction(L, call_first);
        lua_pushcfunction(L, raise);
        lua_call(L, 1, 0);
    } catch (const Panic &panic) {
        message = panic.message;
    }
    CHECK(message == "raised");
    CHECK(alive == 0);
}

static int after_yield(lua_State *L, int status, lua_KContext context)
{
    Guard guard(&alive);
    CHECK(status == LUA_YIELD && context == 5);
    lua_pushfstring(L, "resumed with %s", lua_tostring(L, -1));
    return 1;
}

static int yield_with_object(lua_State *L)
{
    Guard guard(&alive);
    lua_pushliteral(L, "yielded");
    return lua_yieldk(L, 1, 5, after_yield);
}

static int call_with_continuation(lua_State *L)
{
    Guard guard(&alive);
    lua_pushcfunction(L, yield_with_object);
    lua_callk(L, 0, 1, 5, after_yield);
    return 1;
}

static void yields_destroy_objects(lua_State *L)
{
    lua_State *co = lua_newthread(L);
    int count;
    lua_pushcfunction(co, call_with_continuation);
    CHECK(lua_resume(co, L, 0, &count) == LUA_YIELD);
    CHECK(count == 1 && top_text(co) == "yielded");
    CHECK(alive == 0);
    lua_pop(co, count);
    lua_pushliteral(co, "x");
    CHECK(lua_resume(co, L, 1, &count) == LUA_OK);
    CHECK(count == 1 && top_text(co) == "resumed with resumed with x");
    CHECK(alive == 0);
}

static void yielding_hook(lua_State *L, lua_Debug *)
{
    Guard guard(&alive);
    lua_yield(L, 0);
}

static void failing_hook(lua_State *L, lua_Debug *)
{
    Guard guard(&alive);
    luaL_error(L, "hooked");
}

static void hooks_may_yield_and_fail(lua_State *L)
{
    lua_State *co = lua_newthread(L);
    int count;
    luaL_loadstring(co, "local a = 1\nlocal b = 2\nreturn a + b");
    lua_sethook(co, yielding_hook, LUA_MASKCOUNT, 2);
    CHECK(lua_resume(co, L, 0, &count) == LUA_YIELD);
    CHECK(alive == 0);
    lua_sethook(co, failing_hook, LUA_MASKCOUNT, 1);
    CHECK(lua_resume(co, L, 0, &count) == LUA_ERRRUN);
    CHECK(top_text(co).find("hooked") != std::string::npos);
    CHECK(alive == 0);
}

static void modules_have_objects(lua_State *L)
{
    lua_getglobal(L, "package");
    lua_pushfstring(L, "%s/?.so", module_folder);
    lua_setfield(L, -2, "cpath");
    CHECK(luaL_dofile(L, module_script) == LUA_OK);
    if (lua_isstring(L, -1)) {
        std::printf("%s\n", lua_tostring(L, -1));
    }
}

static const struct {
    const char *name;
    void (*run)(lua_State *L);
} tests[] = {
    {"errors_destroy_objects", errors_destroy_objects},
    {"handlers_run_first", handlers_run_first},
    {"errors_can_be_passed_on", errors_can_be_passed_on},
    {"foreign_exceptions_end_in_pcall", foreign_exceptions_end_in_pcall},
    {"foreign_exceptions_pass_calls", foreign_exceptions_pass_calls},
    {"foreign_exceptions_end_in_resume", foreign_exceptions_end_in_resume},
    {"readers_may_throw", readers_may_throw},
    {"readers_may_fail", readers_may_fail},
    {"destructors_may_use_the_state", destructors_may_use_the_state},
    {"stack_overflow_destroys_objects", stack_overflow_destroys_objects},
    {"memory_errors_destroy_objects", memory_errors_destroy_objects},
    {"panics_may_throw", panics_may_throw},
    {"yields_destroy_objects", yields_destroy_objects},
    {"hooks_may_yield_and_fail", hooks_may_yield_and_fail},
    {"modules_have_objects", modules_have_objects},
};

int main(int count, char **arguments)
{
    if (count != 3) {
        return 2;
    }
    module_script = arguments[1];
    module_folder = arguments[2];
    int passed = 0;
    int failed = 0;
    for (const auto &test : tests) {
        is_good = true;
        alive = 0;
        lua_State *L = luaL_newstate();
        luaL_openlibs(L);
        test.run(L);
        lua_close(L);
        if (!is_good) {
            std::printf("%s: failed\n", test.name);
        }
        passed += is_good;
        failed += !is_good;
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
