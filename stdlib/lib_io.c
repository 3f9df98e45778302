// SPDX-License-Identifier: MIT
// lib_io.c: the io library: files as values, default files, writing, positions (manual 6.8).
// Reading is in lib_io_read.c.
//
// A file is a luaL_Stream, which C modules make and read as well: a FILE and the function that
// closes it. A NULL function means closed. A new stream starts out closed and gets its function
// once its FILE is there, so that nothing is lost or closed twice when memory runs out in between.
// The function is a lua_CFunction that is entered with the stream as its first argument, and its
// results are those of close.

#include "stdlib/lib_io.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "lauxlib.h"
#include "lualib.h"
#include "vm/base/number.h"
#include "vm/exec/native.h"
#include "vm/heap/str.h"

// Registry keys of the default files.
static const char *const default_input = "_IO_input";
static const char *const default_output = "_IO_output";

// ---- streams

static luaL_Stream *check_stream(lua_State *L)
{
    return luaL_checkudata(L, 1, LUA_FILEHANDLE);
}

static FILE *check_file(lua_State *L)
{
    luaL_Stream *stream = check_stream(L);
    if (stream->closef == NULL) {
        luaL_error(L, "attempt to use a closed file");
    }
    return stream->f;
}

// Pushes a closed stream.
static luaL_Stream *push_stream(lua_State *L)
{
    luaL_Stream *stream = lua_newuserdatauv(L, sizeof(luaL_Stream), 0);
    stream->f = NULL;
    stream->closef = NULL;
    luaL_setmetatable(L, LUA_FILEHANDLE);
    return stream;
}

// Closes the stream at index 1; it counts as closed already while its function runs.
static int close_stream(lua_State *L)
{
    luaL_Stream *stream = check_stream(L);
    lua_CFunction function = stream->closef;
    stream->closef = NULL;
    return function(L);
}

static int close_plain(lua_State *L)
{
    luaL_Stream *stream = check_stream(L);
    errno = 0;
    return luaL_fileresult(L, fclose(stream->f) == 0, NULL);
}

static int close_process(lua_State *L)
{
    luaL_Stream *stream = check_stream(L);
    errno = 0;
    return luaL_execresult(L, pclose(stream->f));
}

// The standard files stay open.
static int close_standard(lua_State *L)
{
    check_stream(L)->closef = close_standard;
    luaL_pushfail(L);
    lua_pushliteral(L, "cannot close standard file");
    return 2;
}

// ---- opening

// One of r, w, a, then perhaps a plus, then perhaps a b.
static bool is_mode(const char *mode)
{
    if (*mode == '\0' || strchr("rwa", *mode) == NULL) {
        return false;
    }
    mode++;
    mode += *mode == '+';
    mode += *mode == 'b';
    return *mode == '\0';
}

static int io_open(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    const char *mode = luaL_optstring(L, 2, "r");
    luaL_argcheck(L, is_mode(mode), 2, "invalid mode");
    luaL_Stream *stream = push_stream(L);
    errno = 0;
    stream->f = fopen(name, mode);
    if (stream->f == NULL) {
        return luaL_fileresult(L, 0, name);
    }
    stream->closef = close_plain;
    return 1;
}

// Pushes a stream of the file, which must open.
static void open_or_fail(lua_State *L, const char *name, const char *mode)
{
    luaL_Stream *stream = push_stream(L);
    stream->f = fopen(name, mode);
    if (stream->f == NULL) {
        luaL_error(L, "cannot open file '%s' (%s)", name, strerror(errno));
    }
    stream->closef = close_plain;
}

static int io_popen(lua_State *L)
{
    const char *command = luaL_checkstring(L, 1);
    const char *mode = luaL_optstring(L, 2, "r");
    luaL_argcheck(L, strcmp(mode, "r") == 0 || strcmp(mode, "w") == 0, 2, "invalid mode");
    luaL_Stream *stream = push_stream(L);
    fflush(NULL); // else the process would write what is pending once more
    errno = 0;
    stream->f = popen(command, mode);
    if (stream->f == NULL) {
        return luaL_fileresult(L, 0, command);
    }
    stream->closef = close_process;
    return 1;
}

static int io_tmpfile(lua_State *L)
{
    luaL_Stream *stream = push_stream(L);
    errno = 0;
    stream->f = tmpfile();
    if (stream->f == NULL) {
        return luaL_fileresult(L, 0, NULL);
    }
    stream->closef = close_plain;
    return 1;
}

static int io_type(lua_State *L)
{
    luaL_checkany(L, 1);
    const luaL_Stream *stream = luaL_testudata(L, 1, LUA_FILEHANDLE);
    if (stream == NULL) {
        luaL_pushfail(L);
    } else {
        lua_pushstring(L, stream->closef == NULL ? "closed file" : "file");
    }
    return 1;
}

// ---- default files

// Pushes the default file under [key], which must be open.
static FILE *default_file(lua_State *L, const char *key)
{
    lua_getfield(L, LUA_REGISTRYINDEX, key);
    const luaL_Stream *stream = lua_touserdata(L, -1);
    if (stream->closef == NULL) {
        luaL_error(L, "default %s file is closed", key + strlen("_IO_"));
    }
    return stream->f;
}

// io.input and io.output: sets the default file if there is an argument, and returns it.
static int change_default(lua_State *L, const char *key, const char *mode)
{
    if (!lua_isnoneornil(L, 1)) {
        const char *name = lua_tostring(L, 1);
        if (name != NULL) {
            open_or_fail(L, name, mode);
        } else {
            check_file(L);
            lua_pushvalue(L, 1);
        }
        lua_setfield(L, LUA_REGISTRYINDEX, key);
    }
    lua_getfield(L, LUA_REGISTRYINDEX, key);
    return 1;
}

static int io_input(lua_State *L)
{
    return change_default(L, default_input, "r");
}

static int io_output(lua_State *L)
{
    return change_default(L, default_output, "w");
}

// ---- closing

static int file_close(lua_State *L)
{
    check_file(L);
    return close_stream(L);
}

static int io_close(lua_State *L)
{
    if (lua_isnone(L, 1)) {
        lua_getfield(L, LUA_REGISTRYINDEX, default_output);
    }
    return file_close(L);
}

// __gc and __close; a stream that was never opened or is closed already is left alone.
static int file_finish(lua_State *L)
{
    const luaL_Stream *stream = check_stream(L);
    if (stream->closef != NULL && stream->f != NULL) {
        close_stream(L);
    }
    return 0;
}

static int file_tostring(lua_State *L)
{
    const luaL_Stream *stream = check_stream(L);
    if (stream->closef == NULL) {
        lua_pushliteral(L, "file (closed)");
    } else {
        lua_pushfstring(L, "file (%p)", (void *)stream->f);
    }
    return 1;
}

// ---- reading

static int io_read(lua_State *L)
{
    FILE *f = default_file(L, default_input);
    lua_pop(L, 1); // it stays reachable from the registry, and only formats are on the stack
    return io_read_formats(L, f, 1);
}

// A line that is at hand, by the format "l" or "L" (NULL: "l"); for all else the full function.
static int take_line(Thread *L, const luaL_Stream *stream, const Value *format, Value *result)
{
    char piece[IO_SHORT_LINE];
    size_t cut = 1;
    if (format != NULL) {
        const char *text = value_is_string(format) ? value_string(format)->bytes : "";
        text += *text == '*';
        if (*text != 'l' && *text != 'L') {
            return -1;
        }
        cut = *text == 'l' ? 1 : 0;
    }
    if (stream->closef == NULL || stream->f == NULL) {
        return -1;
    }
    size_t length = io_take_line(stream->f, piece, sizeof piece);
    if (length == 0) {
        return -1;
    }
    value_set_string(result, str_new(L, piece, length - cut));
    return 1;
}

static int file_read_fast(Thread *L, Value *func, int nargs)
{
    const Value *metatable = &value_native_closure(func)->upvalues[0];
    if (nargs < 1 || nargs > 2 || func[1].tag != TAG_USERDATA || metatable->tag != TAG_TABLE ||
        value_userdata(&func[1])->metatable != value_table(metatable)) {
        return -1;
    }
    const Value *format = nargs == 2 ? &func[2] : NULL;
    return take_line(L, userdata_block(value_userdata(&func[1])), format, func);
}

static int file_read(lua_State *L)
{
    return io_read_formats(L, check_file(L), 2);
}

// What an iterator closes over: the file, the number of formats, whether it owns the file, the
// formats.
#define FORMATS_MAX 250
enum LinesUpvalue { LINES_FILE = 1, LINES_FORMAT_COUNT, LINES_OWNS_FILE, LINES_FORMATS };

static int lines_next_fast(Thread *L, Value *func, int nargs)
{
    (void)nargs;
    const Value *upvalues = value_native_closure(func)->upvalues;
    const Value *file = &upvalues[LINES_FILE - 1];
    const Value *format_count = &upvalues[LINES_FORMAT_COUNT - 1];
    if (!value_is_integer(format_count) || format_count->as.bits > 1 || file->tag != TAG_USERDATA) {
        return -1;
    }
    const Value *format = format_count->as.bits == 1 ? &upvalues[LINES_FORMATS - 1] : NULL;
    return take_line(L, userdata_block(value_userdata(file)), format, func);
}

static int lines_next(lua_State *L)
{
    const luaL_Stream *stream = lua_touserdata(L, lua_upvalueindex(LINES_FILE));
    if (stream->closef == NULL) {
        return luaL_error(L, "file is already closed");
    }
    int format_count = (int)lua_tointeger(L, lua_upvalueindex(LINES_FORMAT_COUNT));
    lua_settop(L, 1);
    luaL_checkstack(L, format_count, "too many arguments");
    for (int i = 0; i < format_count; i++) {
        lua_pushvalue(L, lua_upvalueindex(LINES_FORMATS + i));
    }
    int count = io_read_formats(L, stream->f, 2);
    if (lua_toboolean(L, -count)) {
        return count;
    }
    if (count > 1) { // a failure, not the end of the input
        return luaL_error(L, "%s", lua_tostring(L, -count + 1));
    }
    if (lua_toboolean(L, lua_upvalueindex(LINES_OWNS_FILE))) {
        lua_settop(L, 0);
        lua_pushvalue(L, lua_upvalueindex(LINES_FILE));
        close_stream(L);
    }
    return 0;
}

// Replaces the formats above index 1, the file, with an iterator.
static void push_lines(lua_State *L, bool owns_file)
{
    int format_count = lua_gettop(L) - 1;
    luaL_argcheck(L, format_count <= FORMATS_MAX, FORMATS_MAX + 2, "too many arguments");
    lua_pushvalue(L, 1);
    lua_pushinteger(L, format_count);
    lua_pushboolean(L, owns_file);
    lua_rotate(L, 2, 3);
    static const NativeReg iterator = {
        .function = lines_next, .fast = lines_next_fast, .shows_upvalues = true};
    native_push(L, &iterator, 3 + format_count);
}

static int file_lines(lua_State *L)
{
    check_file(L);
    push_lines(L, false);
    return 1;
}

// With a name the loop owns the file: it is the fourth result, a to-be-closed variable of the loop.
static int io_lines(lua_State *L)
{
    if (lua_isnone(L, 1)) {
        lua_pushnil(L);
    }
    if (lua_isnil(L, 1)) {
        lua_getfield(L, LUA_REGISTRYINDEX, default_input);
        lua_replace(L, 1);
        check_file(L);
        push_lines(L, false);
        return 1;
    }
    open_or_fail(L, luaL_checkstring(L, 1), "r");
    lua_replace(L, 1);
    push_lines(L, true);
    lua_pushnil(L);
    lua_pushnil(L);
    lua_pushvalue(L, 1);
    return 4;
}

// ---- writing

// Integers as tostring writes them; floats with C's "%.14g", hence without the ".0" of tostring.
static bool write_number(lua_State *L, FILE *f, int index)
{
    char text[NUMBER_TEXT_MAX];
    size_t length;
    if (lua_isinteger(L, index)) {
        length = (size_t)number_integer_to_text(lua_tointeger(L, index), text);
    } else {
        length = (size_t)number_format_float(lua_tonumber(L, index), text);
    }
    return fwrite(text, 1, length, f) == length;
}

// Writes the values from index [first] to [last]. True, or else errno says why not.
static bool write_values(lua_State *L, FILE *f, int first, int last)
{
    bool success = true;
    errno = 0;
    for (int i = first; i <= last; i++) {
        if (lua_type(L, i) == LUA_TNUMBER) {
            success = write_number(L, f, i) && success;
        } else {
            size_t length;
            const char *bytes = luaL_checklstring(L, i, &length);
            success = fwrite(bytes, 1, length, f) == length && success;
        }
    }
    return success;
}

static int io_write(lua_State *L)
{
    int count = lua_gettop(L);
    FILE *f = default_file(L, default_output);
    if (!write_values(L, f, 1, count)) {
        return luaL_fileresult(L, 0, NULL);
    }
    return 1; // the file
}

static int file_write(lua_State *L)
{
    FILE *f = check_file(L);
    if (!write_values(L, f, 2, lua_gettop(L))) {
        return luaL_fileresult(L, 0, NULL);
    }
    lua_settop(L, 1);
    return 1;
}

static int flush_result(lua_State *L, FILE *f)
{
    errno = 0;
    return luaL_fileresult(L, fflush(f) == 0, NULL);
}

static int io_flush(lua_State *L)
{
    return flush_result(L, default_file(L, default_output));
}

static int file_flush(lua_State *L)
{
    return flush_result(L, check_file(L));
}

// ---- positions and buffers

static int file_seek(lua_State *L)
{
    static const char *const names[] = {"set", "cur", "end", NULL};
    static const int origins[] = {SEEK_SET, SEEK_CUR, SEEK_END};
    FILE *f = check_file(L);
    int option = luaL_checkoption(L, 2, "cur", names);
    lua_Integer distance = luaL_optinteger(L, 3, 0);
    off_t offset = (off_t)distance;
    luaL_argcheck(L, (lua_Integer)offset == distance, 3, "not an integer in proper range");
    errno = 0;
    if (fseeko(f, offset, origins[option]) != 0) {
        return luaL_fileresult(L, 0, NULL);
    }
    lua_pushinteger(L, (lua_Integer)ftello(f));
    return 1;
}

static int file_setvbuf(lua_State *L)
{
    static const char *const names[] = {"no", "full", "line", NULL};
    static const int modes[] = {_IONBF, _IOFBF, _IOLBF};
    FILE *f = check_file(L);
    int option = luaL_checkoption(L, 2, NULL, names);
    lua_Integer size = luaL_optinteger(L, 3, LUAL_BUFFERSIZE);
    errno = 0;
    return luaL_fileresult(L, setvbuf(f, NULL, modes[option], (size_t)size) == 0, NULL);
}

// ---- the library

static const luaL_Reg io_functions[] = {
    {"close", io_close}, {"flush", io_flush},   {"input", io_input},     {"lines", io_lines},
    {"open", io_open},   {"output", io_output}, {"popen", io_popen},     {"read", io_read},
    {"type", io_type},   {"write", io_write},   {"tmpfile", io_tmpfile}, {NULL, NULL},
};

static const luaL_Reg file_methods[] = {
    {"write", file_write}, {"lines", file_lines},     {"flush", file_flush}, {"seek", file_seek},
    {"close", file_close}, {"setvbuf", file_setvbuf}, {NULL, NULL},
};

// Upvalue: the metatable of files.
static const NativeReg read_method[] = {
    {.name = "read", .function = file_read, .fast = file_read_fast},
    {.name = NULL},
};

static const luaL_Reg file_metamethods[] = {
    {"__gc", file_finish},
    {"__close", file_finish},
    {"__tostring", file_tostring},
    {NULL, NULL},
};

static void make_metatable(lua_State *L)
{
    luaL_newmetatable(L, LUA_FILEHANDLE);
    luaL_setfuncs(L, file_metamethods, 0);
    luaL_newlib(L, file_methods);
    lua_pushvalue(L, -2);
    native_setfuncs(L, read_method, 1);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
}

// [key]: also makes it a default file; or NULL. The library is on top.
static void add_standard_file(lua_State *L, FILE *f, const char *key, const char *name)
{
    luaL_Stream *stream = push_stream(L);
    stream->f = f;
    stream->closef = close_standard;
    if (key != NULL) {
        lua_pushvalue(L, -1);
        lua_setfield(L, LUA_REGISTRYINDEX, key);
    }
    lua_setfield(L, -2, name);
}

LUAMOD_API int luaopen_io(lua_State *L)
{
    luaL_newlib(L, io_functions);
    make_metatable(L);
    add_standard_file(L, stdin, default_input, "stdin");
    add_standard_file(L, stdout, default_output, "stdout");
    add_standard_file(L, stderr, NULL, "stderr");
    return 1;
}
