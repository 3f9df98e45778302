// SPDX-License-Identifier: MIT
// test_c_stack.c: C functions that nest without end on small stacks, of threads and of the host's
// own making, end in an error.

#include <pthread.h>
#include <stdbool.h>
#include <ucontext.h>

#include "tests/api/harness.h"

#define SMALL_STACK ((size_t)256 << 10)

static int nested_call(lua_State *L)
{
    lua_pushcfunction(L, nested_call);
    lua_call(L, 0, 0);
    return 0;
}

static int nested_pcall(lua_State *L)
{
    lua_pushcfunction(L, nested_pcall);
    if (lua_pcall(L, 0, 0, 0) != LUA_OK) {
        return lua_error(L);
    }
    return 0;
}

static int nested_resume(lua_State *L)
{
    int count;
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, nested_resume);
    if (lua_resume(co, L, 0, &count) != LUA_OK) {
        lua_xmove(co, L, 1);
        return lua_error(L);
    }
    return 0;
}

static int nested_index(lua_State *L)
{
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, nested_index);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_getfield(L, -1, "x");
    return 0;
}

static const lua_CFunction functions[] = {nested_call, nested_pcall, nested_resume, nested_index};
enum { FUNCTION_COUNT = sizeof functions / sizeof functions[0] };

// Returns how many of the functions ended as they should.
static int nest_in(lua_State *L)
{
    int right = 0;
    for (int i = 0; i < FUNCTION_COUNT; i++) {
        lua_pushcfunction(L, functions[i]);
        bool failed = lua_pcall(L, 0, 0, 0) == LUA_ERRRUN;
        right += failed && strstr(lua_tostring(L, -1), "C stack overflow") != NULL;
        lua_settop(L, 0);
    }
    return right;
}

static int nest(void)
{
    lua_State *L = luaL_newstate();
    int right = nest_in(L);
    lua_close(L);
    return right;
}

static void *run_thread(void *result)
{
    *(int *)result = nest();
    return NULL;
}

static int run_in_thread(void *(*function)(void *), size_t stack_bytes)
{
    int right = 0;
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    assert_int_equal(pthread_attr_setstacksize(&attributes, stack_bytes), 0);
    assert_int_equal(pthread_create(&thread, &attributes, function, &right), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
    return right;
}

static void test_thread(void **state)
{
    (void)state;
    assert_int_equal(run_in_thread(run_thread, SMALL_STACK), FUNCTION_COUNT);
}

// ---- nested syntax, and the libraries: others crash on stacks so small

#if __has_include("neap.h")

// How often the text is repeated, more often than fits a small stack; what stands in between.
typedef struct Nesting {
    const char *open;
    const char *middle;
    const char *close;
    int count;
} Nesting;

static const Nesting nestings[] = {
    {"return {", "", "}", 180},
    {"return {[{x=", "1", "}] = 1}", 90},
    {"return (", "1", ")", 180},
    {"return f(", "1", ")", 180},
    {"return a[", "1", "]", 180},
    {"return a ^ ", "1", "", 180},
    {"return a .. ", "1", "", 180},
    {"return not ", "1", "", 180},
    {"return a < ", "b", "", 200}, // leans to the left
    {"return (a and b or ", "1", ")", 90},
    {"return function() return ", "1", " end", 90},
    {"do ", "", " end", 180},
    {"if x then ", "", " end", 180},
    {"while x do ", "", " end", 180},
    {"repeat ", "", " until x", 180},
    {"for i = 1, 2 do ", "", " end", 60},
    {"local function f() ", "", " end", 90},
    {"do while x do ", "if x do end", "\n end", 90}, // an error that is explained
};

static void add_repeated(luaL_Buffer *b, const char *text, int count)
{
    for (int i = 0; i < count; i++) {
        luaL_addstring(b, text);
    }
}

// Pushes the nested text. "return" stands at its beginning only.
static void push_nested(lua_State *L, const Nesting *n, int count)
{
    luaL_Buffer b;
    const char *open = n->open;
    luaL_buffinit(L, &b);
    if (strncmp(open, "return ", 7) == 0) {
        luaL_addstring(&b, "return ");
        open += 7;
    }
    add_repeated(&b, open, count);
    luaL_addstring(&b, n->middle);
    add_repeated(&b, n->close, count);
    luaL_pushresult(&b);
}

static int append(lua_State *L, const void *bytes, size_t size, void *data)
{
    (void)L;
    luaL_addlstring(data, bytes, size);
    return 0;
}

// Loads the chunk on top, and what it is dumped as. A message tells why not, or the stack is full.
static bool load_and_dump(lua_State *L)
{
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    int status = luaL_loadbuffer(L, text, length, "=nested");
    if (status == LUA_OK) {
        luaL_Buffer dump;
        lua_State *from = lua_newthread(L);
        lua_pushvalue(L, -2);
        lua_xmove(L, from, 1);
        luaL_buffinit(L, &dump);
        lua_dump(from, append, &dump, 0);
        luaL_pushresult(&dump);
        text = lua_tolstring(L, -1, &length);
        status = luaL_loadbuffer(L, text, length, "=dumped");
    }
    return status == LUA_OK || (status == LUA_ERRSYNTAX && lua_isstring(L, -1));
}

static void *nest_syntax(void *result)
{
    lua_State *L = luaL_newstate();
    for (size_t i = 0; i < sizeof nestings / sizeof *nestings; i++) {
        push_nested(L, &nestings[i], 3);
        bool is_wrong = luaL_loadstring(L, lua_tostring(L, -1)) != LUA_OK;
        push_nested(L, &nestings[i], nestings[i].count);
        if (load_and_dump(L) && is_wrong == (strstr(nestings[i].middle, "if") != NULL)) {
            ++*(int *)result;
        }
        lua_settop(L, 0);
    }
    lua_close(L);
    return NULL;
}

static void test_syntax(void **state)
{
    (void)state;
    for (size_t kilobytes = 48; kilobytes <= 512; kilobytes += kilobytes / 3) {
        int right = run_in_thread(nest_syntax, kilobytes << 10);
        assert_int_equal(right, sizeof nestings / sizeof *nestings);
    }
}

static const char *const programs[] = {
    "return string.format('%99.99f %q %s %a %d', 1e300, 'abc', {}, 1.5, 2)",
    "local s = ('a'):rep(10000) return s:find('(((.-)))$'), s:gsub('%f[a]a+', '%0'), "
    "s:find('%b()')",
    "local t = {} for i = 1, 5000 do t[i] = i * 7919 % 5000 end\n"
    "table.sort(t, function(a, b) return a < b end) return table.concat(t, ',')",
    "local t for i = 1, 50000 do t = {t} end collectgarbage()\n"
    "local f for i = 1, 50000 do local g = f f = function() return g end end collectgarbage()",
    "local function f(n) return n == 0 or coroutine.wrap(f)(n - 1) end return f(5000)",
    "local function f(n) if n == 0 then return debug.traceback('x') end return (f(n - 1)) end "
    "f(5000)",
    "local function f(n) return n > 0 and ('x'):gsub('x', function() return f(n - 1) end) end "
    "f(2000)",
    "local a = setmetatable({}, {__concat = function(a, b) return b end}) return a .. a .. a .. a",
    "pcall(require, 'no.such.module') pcall(error, {}) return xpcall(error, debug.traceback)",
    "for line in io.lines('/proc/self/stat') do load('return ' .. line) end return os.date()",
    "return string.pack('i4z', 3, 'abc'), utf8.char(100, 200), tostring(1.5), tonumber('0x1p4')",
    "local s = 'return 1' for i = 1, 12 do s = ('return load(%q)()'):format(s) end return "
    "load(s)()",
};

static void *run_programs(void *result)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        *(int *)result += luaL_dostring(L, programs[i]) == LUA_OK;
        lua_settop(L, 0);
    }
    lua_close(L);
    return NULL;
}

static void test_libraries(void **state)
{
    (void)state;
    for (size_t kilobytes = 64; kilobytes <= 256; kilobytes *= 2) {
        int right = run_in_thread(run_programs, kilobytes << 10);
        assert_int_equal(right, sizeof programs / sizeof *programs);
    }
}

#endif

// ---- stacks that the host made

static ucontext_t here;
static int own_result;
static lua_State *own_state;

static void run_own_stack(void)
{
    own_result = own_state == NULL ? nest() : nest_in(own_state);
}

// Calls nest() or, if there is a state, nest_in() with it.
static int on_own_stack(lua_State *L)
{
    static ucontext_t context;
    own_state = L;
    own_result = 0;
    getcontext(&context);
    context.uc_stack.ss_sp = malloc(SMALL_STACK);
    context.uc_stack.ss_size = SMALL_STACK;
    context.uc_link = &here;
    makecontext(&context, run_own_stack, 0);
    swapcontext(&here, &context);
    free(context.uc_stack.ss_sp);
    return own_result;
}

static void test_own_stack(void **state)
{
    (void)state;
    assert_int_equal(on_own_stack(NULL), FUNCTION_COUNT);
}

static int change_stack(lua_State *L)
{
    lua_State *other = lua_newthread(L);
    int right = on_own_stack(other);
    lua_pushinteger(L, right);
    return 1;
}

// The host changes to another stack while a call is under way.
static void test_changed_stack(void **state)
{
    lua_State *L = *state;
    lua_pushcfunction(L, change_stack);
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, FUNCTION_COUNT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thread),
#if __has_include("neap.h")
        cmocka_unit_test(test_syntax),
        cmocka_unit_test(test_libraries),
#endif
#ifndef __SANITIZE_ADDRESS__ // does not know such stacks
        cmocka_unit_test(test_own_stack),
        API_TEST(test_changed_stack),
#endif
    };
    return cmocka_run_group_tests_name("c_stack", tests, NULL, NULL);
}
