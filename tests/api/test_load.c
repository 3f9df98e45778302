// SPDX-License-Identifier: MIT
// test_load.c: chunks in and out: readers and writers that fail, yield, use the stack or give odd
// pieces; modes; damaged, truncated and foreign binary chunks; what a loaded function has.

#include "tests/api/harness.h"

// ---- a dump

typedef struct Bytes {
    char *bytes; // owns
    size_t size;
    int calls;
} Bytes;

static int append(lua_State *L, const void *p, size_t size, void *data)
{
    (void)L;
    Bytes *to = data;
    to->calls++;
    to->bytes = realloc(to->bytes, to->size + size + 1);
    assert_non_null(to->bytes);
    memcpy(to->bytes + to->size, p, size);
    to->size += size;
    return 0;
}

static const char text[] =
    "local a, b = ... local t = {a, b, 'short', 1.5, 1 << 40, nil, true}\n"
    "local function f(x) local y <close> = nil; return x + a, _ENV, ('long string '):rep(9) end\n"
    "for i = 1, 3 do t[#t + 1] = function(...) return f(i), ... end end\n"
    "goto out; do return 'a literal that is longer than forty characters are' end ::out::\n"
    "return t[#t](a, b)";

static Bytes make_dump(lua_State *L, int strip)
{
    Bytes dump = {NULL, 0, 0};
    assert_int_equal(luaL_loadbufferx(L, text, sizeof text - 1, "@source", "t"), LUA_OK);
    assert_int_equal(lua_dump(L, append, &dump, strip), 0);
    assert_int_equal(lua_type(L, -1), LUA_TFUNCTION); // the function stays
    lua_pop(L, 1);
    return dump;
}

// ---- readers

typedef struct Source {
    const char *bytes;
    size_t size;
    size_t piece;   // bytes given at a time
    size_t fail_at; // bytes left when it fails; SIZE_MAX: never
} Source;

static const char *read_pieces(lua_State *L, void *data, size_t *size)
{
    Source *source = data;
    if (source->size <= source->fail_at && source->fail_at != SIZE_MAX) {
        lua_newtable(L);
        lua_error(L);
    }
    *size = source->piece < source->size ? source->piece : source->size;
    const char *bytes = source->bytes;
    source->bytes += *size;
    source->size -= *size;
    return bytes;
}

static void test_pieces(void **state)
{
    lua_State *L = *state;
    for (int strip = 0; strip <= 1; strip++) {
        Bytes dump = make_dump(L, strip);
        for (size_t piece = 1; piece < dump.size; piece += 1 + piece / 3) {
            Source source = {dump.bytes, dump.size, piece, SIZE_MAX};
            assert_int_equal(lua_load(L, read_pieces, &source, "=dumped", "b"), LUA_OK);
            lua_pushinteger(L, 3);
            lua_pushinteger(L, 4);
            lua_call(L, 2, 3);
            assert_lua_integer(L, -3, 6);
            assert_lua_integer(L, -2, 3);
            lua_settop(L, 0);
        }
        for (size_t piece = 1; piece < sizeof text; piece += 1 + piece / 3) {
            Source source = {text, sizeof text - 1, piece, SIZE_MAX};
            assert_int_equal(lua_load(L, read_pieces, &source, "=text", NULL), LUA_OK);
            lua_settop(L, 0);
        }
        free(dump.bytes);
    }
}

// A reader's error is that of lua_load, whatever it is, and wherever it comes.
static void test_failing_reader(void **state)
{
    lua_State *L = *state;
    Bytes dump = make_dump(L, 0);
    lua_pushliteral(L, "below");
    for (size_t left = 7; left < dump.size; left += 7) {
        Source source = {dump.bytes, dump.size, 5, left};
        assert_int_equal(lua_load(L, read_pieces, &source, "=dumped", NULL), LUA_ERRRUN);
        assert_int_equal(lua_type(L, -1), LUA_TTABLE);
        assert_int_equal(lua_gettop(L), 2);
        lua_settop(L, 1);
    }
    for (size_t left = 0; left < sizeof text - 1; left += 3) {
        Source source = {text, sizeof text - 1, 4, left};
        assert_int_equal(lua_load(L, read_pieces, &source, "=text", NULL), LUA_ERRRUN);
        assert_int_equal(lua_gettop(L), 2);
        lua_settop(L, 1);
    }
    free(dump.bytes);
}

// Counts in [calls] how often it gives one of its lines.
typedef struct Lines {
    const char *const *next; // ended by NULL
    int calls;
} Lines;

static const char *read_line(lua_State *L, void *data, size_t *size)
{
    (void)L;
    Lines *lines = data;
    lines->calls++;
    const char *line = *lines->next++;
    *size = line != NULL ? strlen(line) : 0;
    return line;
}

// The reader is asked for what decides, and no more than once for its end.
static void test_reader_stops(void **state)
{
    lua_State *L = *state;
    static const char *const right[] = {"x = [[", "]] -", "- comment\n", "y", NULL};
    static const char *const wrong[] = {"x = 1\n", "y = = 2\n", "z = 3\n", NULL};
    Lines lines = {.next = wrong};
    assert_int_equal(lua_load(L, read_line, &lines, "=lines", NULL), LUA_ERRSYNTAX);
    assert_lua_string(L, -1, "lines:2: unexpected symbol near '='");
    assert_int_equal(lines.calls, 2);
    lines = (Lines){.next = wrong};
    assert_int_equal(lua_load(L, read_line, &lines, "=lines", "b"), LUA_ERRSYNTAX);
    assert_int_equal(lines.calls, 1);
    lines = (Lines){.next = right};
    assert_int_equal(lua_load(L, read_line, &lines, "=lines", NULL), LUA_ERRSYNTAX);
    assert_lua_string(L, -1, "lines:2: syntax error near <eof>");
    assert_int_equal(lines.calls, 5);
}

// A reader may use the stack, collect, call Lua; it may not leave by a yield.
static const char *read_busily(lua_State *L, void *data, size_t *size)
{
    int *calls = data;
    int top = lua_gettop(L);
    luaL_loadstring(L, "local t = {} for i = 1, 50 do t[i] = i .. 'x' end return #table.concat(t)");
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, 141);
    lua_gc(L, LUA_GCCOLLECT);
    lua_settop(L, top);
    *size = 7;
    return (*calls)++ < 100 ? "x = 12\n" : NULL;
}

static const char *read_and_yield(lua_State *L, void *data, size_t *size)
{
    (void)data;
    *size = 0;
    lua_yield(L, 0);
    return NULL;
}

static int load_in_coroutine(lua_State *L)
{
    lua_pushinteger(L, lua_load(L, read_and_yield, NULL, "=text", NULL));
    return 2;
}

static void test_busy_reader(void **state)
{
    lua_State *L = *state;
    int calls = 0;
    int count;
    assert_int_equal(lua_load(L, read_busily, &calls, "=text", NULL), LUA_OK);
    lua_call(L, 0, 0);
    assert_int_equal(lua_getglobal(L, "x"), LUA_TNUMBER);
    lua_settop(L, 0);
    lua_State *co = lua_newthread(L);
    lua_pushcfunction(co, load_in_coroutine);
    assert_int_equal(lua_resume(co, L, 0, &count), LUA_OK);
    assert_lua_integer(co, -1, LUA_ERRRUN);
    assert_lua_string(co, -2, "attempt to yield across a C-call boundary");
}

static const char *read_nothing(lua_State *L, void *data, size_t *size)
{
    (void)L;
    (void)data;
    *size = 0;
    return "";
}

static const char *read_null(lua_State *L, void *data, size_t *size)
{
    (void)L;
    (void)data;
    *size = 5;
    return NULL;
}

static void test_empty_chunks(void **state)
{
    lua_State *L = *state;
    assert_int_equal(lua_load(L, read_nothing, NULL, "=nothing", NULL), LUA_OK);
    lua_call(L, 0, LUA_MULTRET);
    assert_int_equal(lua_gettop(L), 0);
    assert_int_equal(lua_load(L, read_null, NULL, NULL, "t"), LUA_OK);
    lua_Debug ar;
    lua_getinfo(L, ">S", &ar);
    assert_string_equal(ar.source, "?");
}

// ---- writers

static int fail_writing(lua_State *L, const void *p, size_t size, void *data)
{
    (void)p;
    (void)size;
    (void)data;
    return luaL_error(L, "disk full");
}

static int refuse(lua_State *L, const void *p, size_t size, void *data)
{
    (void)L;
    (void)p;
    (void)size;
    int *calls = data;
    return 1000 + ++*calls;
}

static int dump_and_fail(lua_State *L)
{
    lua_dump(L, fail_writing, NULL, 0);
    return 0;
}

static void test_writers(void **state)
{
    lua_State *L = *state;
    int calls = 0;
    luaL_loadbuffer(L, text, sizeof text - 1, "=text");
    assert_int_equal(lua_dump(L, refuse, &calls, 0), 1001);
    assert_int_equal(calls, 1); // it is not asked again
    lua_pushcfunction(L, dump_and_fail);
    lua_pushvalue(L, 1);
    assert_int_equal(lua_pcall(L, 1, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, -1, "disk full");
    lua_settop(L, 1);
    Bytes dump = {NULL, 0, 0};
    assert_int_equal(lua_dump(L, append, &dump, 0), 0);
    free(dump.bytes);
}

// A writer that takes [room] bytes; then it ends the dump in a way of its own.
typedef struct Disk {
    size_t room;
    int (*end)(lua_State *L);
    int calls;
} Disk;

static int write_until_full(lua_State *L, const void *p, size_t size, void *data)
{
    (void)p;
    Disk *disk = data;
    disk->calls++;
    if (size > disk->room) {
        return disk->end(L);
    }
    disk->room -= size;
    return 0;
}

static int end_by_status(lua_State *L)
{
    (void)L;
    return -7;
}

static int end_by_error(lua_State *L)
{
    lua_newtable(L);
    return lua_error(L);
}

static int yielded_dump(lua_State *L, int status, lua_KContext context)
{
    lua_pushinteger(L, status);
    lua_pushinteger(L, context);
    return lua_gettop(L);
}

// The dump is not a call: its writer yields in the name of the function that dumps. The dump ends.
static int end_by_yield(lua_State *L)
{
    lua_pushliteral(L, "full");
    return lua_yieldk(L, 1, 42, yielded_dump);
}

static int end_by_plain_yield(lua_State *L)
{
    return lua_yield(L, 0);
}

static int dump_to_disk(lua_State *L)
{
    Disk *disk = lua_touserdata(L, 1);
    lua_settop(L, 2);
    lua_pushinteger(L, lua_dump(L, write_until_full, disk, 0));
    return 1;
}

static void push_long_function(lua_State *L)
{
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (int i = 0; i < 300; i++) {
        lua_pushfstring(L, "x.field%d = {y%d, 'text %d'}\n", i, i, i);
        luaL_addvalue(&buffer);
    }
    luaL_pushresult(&buffer);
    assert_int_equal(luaL_loadbuffer(L, lua_tostring(L, -1), lua_rawlen(L, -1), "=long"), LUA_OK);
    lua_remove(L, -2);
}

static void test_writer_fails_in_the_middle(void **state)
{
    lua_State *L = *state;
    Bytes dump = {NULL, 0, 0};
    push_long_function(L);
    assert_int_equal(lua_dump(L, append, &dump, 0), 0);
    assert_true(dump.calls > 5);
    for (size_t room = 0; room < dump.size; room += dump.size / 7) {
        Disk disk = {room, end_by_status, 0};
        assert_int_equal(lua_dump(L, write_until_full, &disk, 0), -7);
        int calls = disk.calls;
        disk = (Disk){room, end_by_error, 0};
        lua_pushcfunction(L, dump_to_disk);
        lua_pushlightuserdata(L, &disk);
        lua_pushvalue(L, 1);
        assert_int_equal(lua_pcall(L, 2, LUA_MULTRET, 0), LUA_ERRRUN);
        assert_int_equal(lua_type(L, -1), LUA_TTABLE);
        assert_int_equal(lua_gettop(L), 2);
        assert_int_equal(disk.calls, calls);
        lua_settop(L, 1);
    }
    Bytes again = {NULL, 0, 0};
    assert_int_equal(lua_dump(L, append, &again, 0), 0);
    assert_int_equal(again.size, dump.size);
    assert_memory_equal(again.bytes, dump.bytes, dump.size);
    free(dump.bytes);
    free(again.bytes);
}

static void test_writer_yields(void **state)
{
    lua_State *L = *state;
    int count;
    push_long_function(L);
    for (size_t room = 0; room < 4000; room += 1500) {
        Disk disk = {room, end_by_yield, 0};
        lua_State *co = lua_newthread(L);
        lua_pushcfunction(co, dump_to_disk);
        lua_pushlightuserdata(co, &disk);
        lua_pushvalue(L, 1);
        lua_xmove(L, co, 1);
        assert_int_equal(lua_resume(co, L, 2, &count), LUA_YIELD);
        assert_int_equal(count, 1);
        assert_lua_string(co, -1, "full");
        lua_pop(co, 1);
        lua_gc(L, LUA_GCCOLLECT);
        lua_pushliteral(co, "more");
        assert_int_equal(lua_resume(co, L, 1, &count), LUA_OK);
        assert_int_equal(count, 5); // both arguments, what was passed to resume, status and context
        assert_lua_string(co, 3, "more");
        assert_lua_integer(co, 4, LUA_YIELD);
        assert_lua_integer(co, 5, 42);
        lua_settop(co, 0);
        disk = (Disk){room, end_by_plain_yield, 0};
        lua_pushcfunction(co, dump_to_disk);
        lua_pushlightuserdata(co, &disk);
        lua_pushvalue(L, 1);
        lua_xmove(L, co, 1);
        assert_int_equal(lua_resume(co, L, 2, &count), LUA_YIELD);
        assert_int_equal(lua_resume(co, L, 0, &count), LUA_OK);
        assert_int_equal(count, 0); // a yield without continuation returns to the caller
        lua_settop(L, 1);
    }
    Disk disk = {100, end_by_yield, 0}; // where nothing resumed, nothing can yield
    lua_pushcfunction(L, dump_to_disk);
    lua_pushlightuserdata(L, &disk);
    lua_pushvalue(L, 1);
    assert_int_equal(lua_pcall(L, 2, 0, 0), LUA_ERRRUN);
    assert_lua_string(L, -1, "attempt to yield from outside a coroutine");
    lua_settop(L, 1);
    Bytes dump = {NULL, 0, 0};
    assert_int_equal(lua_dump(L, append, &dump, 0), 0);
    free(dump.bytes);
}

// ---- modes

static void expect_load(lua_State *L, const char *bytes, size_t size, const char *mode,
                        const char *expected)
{
    int status = luaL_loadbufferx(L, bytes, size, "=chunk", mode);
    assert_int_equal(status, expected != NULL ? LUA_ERRSYNTAX : LUA_OK);
    if (expected != NULL) {
        assert_lua_string(L, -1, expected);
    }
    lua_pop(L, 1);
}

static void test_modes(void **state)
{
    lua_State *L = *state;
    Bytes dump = make_dump(L, 0);
    expect_load(L, dump.bytes, dump.size, "b", NULL);
    expect_load(L, dump.bytes, dump.size, "bt", NULL);
    expect_load(L, dump.bytes, dump.size, "t", "attempt to load a binary chunk (mode is 't')");
    expect_load(L, dump.bytes, dump.size, "", "attempt to load a binary chunk (mode is '')");
    expect_load(L, text, sizeof text - 1, "tb", NULL);
    expect_load(L, text, sizeof text - 1, "b", "attempt to load a text chunk (mode is 'b')");
    free(dump.bytes);
}

// ---- chunks that are no good

static void test_foreign_chunks(void **state)
{
    lua_State *L = *state;
    char bytes[64] = LUA_SIGNATURE;
    expect_load(L, bytes, 4, "b", "chunk: bad binary format (truncated chunk)");
    bytes[4] = 0x53; // a version before this one
    expect_load(L, bytes, 64, "b", "chunk: bad binary format (version mismatch)");
    bytes[4] = 0x54;
    bytes[5] = 1;
    expect_load(L, bytes, 64, "b", "chunk: bad binary format (format mismatch)");
    bytes[5] = 0;
    expect_load(L, bytes, 64, "b", "chunk: bad binary format (corrupted chunk)");
    memcpy(bytes, "\033Luna", 5);
    expect_load(L, bytes, 64, "b", "chunk: bad binary format (not a binary chunk)");
}

static void test_truncated_chunks(void **state)
{
    lua_State *L = *state;
    for (int strip = 0; strip <= 1; strip++) {
        Bytes dump = make_dump(L, strip);
        for (size_t size = 1; size < dump.size; size++) {
            char *part = malloc(size); // of that size, so that reading past its end is seen
            memcpy(part, dump.bytes, size);
            assert_int_equal(luaL_loadbufferx(L, part, size, "=part", NULL), LUA_ERRSYNTAX);
            assert_string_equal(lua_tostring(L, -1), "part: bad binary format (truncated chunk)");
            lua_settop(L, 0);
            free(part);
        }
        free(dump.bytes);
    }
    run(L, "assert(load('return 1')() == 1)");
}

// ---- what a loaded function has

static void test_upvalues_of_chunks(void **state)
{
    lua_State *L = *state;
    Bytes dump = {NULL, 0, 0};
    run(L, "local a, b, c = 1, 2, 3\n"
           "function three() return a, b, c end\n"
           "function none() return 1 end");
    lua_getglobal(L, "three");
    assert_int_equal(lua_dump(L, append, &dump, 0), 0);
    assert_int_equal(luaL_loadbuffer(L, dump.bytes, dump.size, "=three"), LUA_OK);
    assert_string_equal(lua_getupvalue(L, -1, 1), "a"); // the first upvalue is the table of globals
    assert_int_equal(lua_type(L, -1), LUA_TTABLE);
    lua_pushglobaltable(L);
    assert_true(lua_rawequal(L, -1, -2));
    lua_pop(L, 2);
    assert_string_equal(lua_getupvalue(L, -1, 2), "b"); // the others are fresh
    assert_true(lua_isnil(L, -1));
    lua_settop(L, 0);
    free(dump.bytes);
    dump = (Bytes){NULL, 0, 0};
    lua_getglobal(L, "none");
    assert_int_equal(lua_dump(L, append, &dump, 1), 0);
    assert_int_equal(luaL_loadbuffer(L, dump.bytes, dump.size, "=none"), LUA_OK);
    assert_null(lua_getupvalue(L, -1, 1));
    lua_call(L, 0, 1);
    assert_lua_integer(L, -1, 1);
    free(dump.bytes);
}

static void test_debug_information(void **state)
{
    lua_State *L = *state;
    lua_Debug ar;
    for (int strip = 0; strip <= 1; strip++) {
        Bytes dump = make_dump(L, strip);
        assert_int_equal(luaL_loadbuffer(L, dump.bytes, dump.size, "=other"), LUA_OK);
        lua_getinfo(L, ">S", &ar);
        assert_string_equal(ar.source, strip ? "=?" : "@source");
        assert_string_equal(ar.what, "main");
        free(dump.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        API_TEST(test_pieces),
        API_TEST(test_failing_reader),
        API_TEST(test_reader_stops),
        API_TEST(test_busy_reader),
        API_TEST(test_empty_chunks),
        API_TEST(test_writers),
        API_TEST(test_writer_fails_in_the_middle),
        API_TEST(test_writer_yields),
        API_TEST(test_modes),
        API_TEST(test_foreign_chunks),
        API_TEST(test_truncated_chunks),
        API_TEST(test_upvalues_of_chunks),
        API_TEST(test_debug_information),
    };
    return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
