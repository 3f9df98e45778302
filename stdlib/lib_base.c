// SPDX-License-Identifier: MIT
// lib_base.c: the basic functions (manual 6.1), but for those that load chunks (lib_base_load.c).
//
// pcall, xpcall and error are operations of the interpreter's loop; what stands here for them
// reports wrong arguments. Functions that may call Lua values (print, tostring, pairs and the step
// of ipairs) are resumable natives. Most others have a fast form, which the loop tries first: it
// handles the usual arguments without a frame and leaves everything else, errors above all, to the
// full function.

#include <stdio.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "stdlib/lib_base.h"
#include "vm/base/number.h"
#include "vm/exec/exec.h"
#include "vm/exec/message.h"
#include "vm/exec/meta.h"
#include "vm/exec/native.h"
#include "vm/heap/gc.h"
#include "vm/heap/str.h"
#include "vm/heap/table.h"

// ---- types and raw access

// Upvalues: the names of the types, in the order of LUA_TNIL ... LUA_TTHREAD.
static int base_type(lua_State *L)
{
    int type = lua_type(L, 1);
    luaL_argcheck(L, type != LUA_TNONE, 1, "value expected");
    lua_pushvalue(L, lua_upvalueindex(type + 1));
    return 1;
}

static int type_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs == 0) {
        return -1;
    }
    value_copy(func, &value_native_closure(func)->upvalues[message_type_of(func + 1)]);
    return 1;
}

static int base_rawequal(lua_State *L)
{
    luaL_checkany(L, 1);
    luaL_checkany(L, 2);
    lua_pushboolean(L, lua_rawequal(L, 1, 2));
    return 1;
}

static int rawequal_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs < 2) {
        return -1;
    }
    value_set_boolean(func, exec_raw_equal(func + 1, func + 2));
    return 1;
}

static int base_rawlen(lua_State *L)
{
    int type = lua_type(L, 1);
    luaL_argexpected(L, type == LUA_TTABLE || type == LUA_TSTRING, 1, "table or string");
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, 1));
    return 1;
}

static int rawlen_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs == 0) {
        return -1;
    }
    if (value_is_table(func + 1)) {
        value_set_integer(func, (lua_Integer)table_length(value_table(func + 1)));
        return 1;
    }
    if (value_is_string(func + 1)) {
        value_set_integer(func, (lua_Integer)value_string(func + 1)->length);
        return 1;
    }
    return -1;
}

static int base_rawget(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    lua_settop(L, 2);
    lua_rawget(L, 1);
    return 1;
}

static int rawget_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs < 2 || !value_is_table(func + 1)) {
        return -1;
    }
    Value v = table_get(value_table(func + 1), func + 2);
    value_copy(func, &v);
    return 1;
}

static int base_rawset(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    luaL_checkany(L, 3);
    lua_settop(L, 3);
    lua_rawset(L, 1);
    return 1;
}

static int rawset_fast(Thread *L, Value *func, int nargs)
{
    if (nargs < 3 || !value_is_table(func + 1)) {
        return -1;
    }
    const Value *key = func + 2;
    if (value_is_nil(key) || (value_is_float(key) && key->as.number != key->as.number)) {
        return -1; // errors belong to the full function
    }
    table_set(L, value_table(func + 1), key, func + 3);
    value_copy(func, func + 1);
    return 1;
}

// ---- metatables

static int base_getmetatable(lua_State *L)
{
    luaL_checkany(L, 1);
    if (!lua_getmetatable(L, 1)) {
        lua_pushnil(L);
    } else {
        luaL_getmetafield(L, 1, "__metatable"); // pushes nothing if there is none
    }
    return 1;
}

static int getmetatable_fast(Thread *L, Value *func, int nargs)
{
    if (nargs == 0) {
        return -1;
    }
    Table *metatable = meta_table_of(L->runtime, func + 1);
    if (metatable == NULL) {
        value_set_nil(func);
        return 1;
    }
    Value field = meta_table_event(L->runtime, metatable, EVENT_METATABLE);
    if (value_is_nil(&field)) {
        value_set_table(&field, metatable);
    }
    value_copy(func, &field);
    return 1;
}

static int base_setmetatable(lua_State *L)
{
    int type = lua_type(L, 2);
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) {
        return luaL_error(L, "cannot change a protected metatable");
    }
    lua_settop(L, 2);
    lua_setmetatable(L, 1);
    return 1;
}

// The first metatable of a table, if it has no finalizer.
static int setmetatable_fast(Thread *L, Value *func, int nargs)
{
    if (nargs < 2 || !value_is_table(func + 1) || !value_is_table(func + 2)) {
        return -1;
    }
    Table *t = value_table(func + 1);
    Table *metatable = value_table(func + 2);
    if (t->metatable != NULL) {
        return -1;
    }
    Value finalizer = meta_table_event(L->runtime, metatable, EVENT_GC);
    if (!value_is_nil(&finalizer)) {
        return -1;
    }
    t->metatable = metatable;
    gc_barrier_object(L->runtime, &t->header, &metatable->header);
    value_copy(func, func + 1);
    return 1;
}

// ---- numbers and strings

// Value of a digit in bases up to 36, or 36.
static int digit_value(unsigned char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    unsigned char lower = c | 0x20;
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 36;
}

static const char *skip_space(const char *s)
{
    return s + strspn(s, " \f\n\r\t\v");
}

// Reads an integer that wraps around. Returns where it and the space after it end, or NULL.
static const char *read_in_base(const char *s, int base, lua_Integer *out)
{
    s = skip_space(s);
    bool negative = *s == '-';
    if (*s == '-' || *s == '+') {
        s++;
    }
    if (digit_value((unsigned char)*s) >= base) {
        return NULL;
    }
    lua_Unsigned n = 0;
    for (int digit; (digit = digit_value((unsigned char)*s)) < base; s++) {
        n = n * (lua_Unsigned)base + (lua_Unsigned)digit;
    }
    *out = (lua_Integer)(negative ? 0u - n : n);
    return skip_space(s);
}

static int number_in_base(lua_State *L)
{
    lua_Integer base = luaL_checkinteger(L, 2);
    luaL_checktype(L, 1, LUA_TSTRING); // no numbers
    size_t length;
    const char *s = lua_tolstring(L, 1, &length);
    luaL_argcheck(L, 2 <= base && base <= 36, 2, "base out of range");
    lua_Integer n;
    if (read_in_base(s, (int)base, &n) == s + length) {
        lua_pushinteger(L, n);
    } else {
        luaL_pushfail(L);
    }
    return 1;
}

static int base_tonumber(lua_State *L)
{
    if (!lua_isnoneornil(L, 2)) {
        return number_in_base(L);
    }
    if (lua_type(L, 1) == LUA_TNUMBER) {
        lua_settop(L, 1);
        return 1;
    }
    size_t length;
    const char *s = lua_tolstring(L, 1, &length);
    if (s != NULL && lua_stringtonumber(L, s) == length + 1) {
        return 1;
    }
    luaL_checkany(L, 1);
    luaL_pushfail(L);
    return 1;
}

static int tonumber_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs != 1) {
        return -1;
    }
    if (value_is_number(func + 1)) {
        value_copy(func, func + 1);
    } else if (!value_is_string(func + 1) || !str_to_number(value_string(func + 1), func)) {
        value_set_nil(func);
    }
    return 1;
}

// Makes a string of what a __tostring metamethod left on top.
static void check_tostring_result(lua_State *L)
{
    if (!lua_isstring(L, -1)) {
        luaL_error(L, "'__tostring' must return a string");
    }
    lua_tolstring(L, -1, NULL);
}

static int base_tostring(lua_State *L, int step)
{
    if (step == 0) {
        luaL_checkany(L, 1);
        if (!native_try_tostring(L, 1)) {
            return native_call(L, 1, 1, 1);
        }
    }
    check_tostring_result(L);
    return 1;
}

static int tostring_fast(Thread *L, Value *func, int nargs)
{
    if (nargs == 0) {
        return -1;
    }
    const Value *v = func + 1;
    if (value_is_string(v)) {
        value_copy(func, v);
        return 1;
    }
    if (!value_is_number(v) || L->runtime->type_metatables[LUA_TNUMBER] != NULL) {
        return -1;
    }
    char text[NUMBER_TEXT_MAX];
    int length = number_to_text(v, text);
    value_set_string(func, str_new(L, text, (size_t)length));
    return 1;
}

// The step is the number of the argument whose text is on top.
static int base_print(lua_State *L, int step)
{
    int count = lua_gettop(L) - (step > 0);
    for (int i = step > 0 ? step : 1; i <= count; i++) {
        if (i != step && !native_try_tostring(L, i)) {
            return native_call(L, 1, 1, i);
        }
        check_tostring_result(L);
        size_t length;
        const char *text = lua_tolstring(L, -1, &length);
        if (i > 1) {
            putc('\t', stdout);
        }
        fwrite(text, 1, length, stdout);
        lua_pop(L, 1);
    }
    putc('\n', stdout);
    fflush(stdout);
    return 0;
}

// ---- arguments

static int base_select(lua_State *L)
{
    int count = lua_gettop(L);
    if (lua_type(L, 1) == LUA_TSTRING && *lua_tostring(L, 1) == '#') {
        lua_pushinteger(L, count - 1);
        return 1;
    }
    lua_Integer n = luaL_checkinteger(L, 1);
    if (n < 0) {
        n += count;
    } else if (n > count) {
        n = count;
    }
    luaL_argcheck(L, n >= 1, 1, "index out of range");
    return count - (int)n;
}

static int select_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs == 0) {
        return -1;
    }
    const Value *selector = func + 1;
    if (selector->tag == TAG_INTEGER) {
        lua_Integer n = selector->as.integer;
        if (n < 0) {
            n += nargs;
        } else if (n > nargs) {
            n = nargs;
        }
        if (n < 1) {
            return -1;
        }
        int count = nargs - (int)n;
        for (int i = 0; i < count; i++) {
            value_copy(func + i, func + 1 + n + i);
        }
        return count;
    }
    if (selector->tag == TAG_SHORT_STRING && value_string(selector)->bytes[0] == '#') {
        value_set_integer(func, nargs - 1);
        return 1;
    }
    return -1;
}

// ---- traversal

static int base_next(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 2);
    if (lua_next(L, 1)) {
        return 2;
    }
    lua_pushnil(L);
    return 1;
}

// The position after [key] where it is found without further search.
static bool position_after(const Table *t, const Value *key, uint32_t *position)
{
    switch (key->tag) {
    case TAG_NIL:
        *position = 0;
        return true;
    case TAG_INTEGER:
        *position = (uint32_t)key->as.bits;
        return key->as.bits - 1 < t->array_capacity;
    case TAG_SHORT_STRING: {
        const Entry *e = table_find_short(t, value_string(key));
        *position = t->array_capacity + (uint32_t)(e - t->entries) + 1;
        return e != NULL;
    }
    default:
        return false;
    }
}

static int next_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs == 0 || !value_is_table(func + 1)) {
        return -1;
    }
    static const Value nil = {.tag = TAG_NIL};
    const Table *t = value_table(func + 1);
    uint32_t position;
    if (!position_after(t, nargs > 1 ? func + 2 : &nil, &position)) {
        return -1;
    }
    if (table_next_at(t, position, func, func + 1) == 0) {
        value_set_nil(func);
        return 1;
    }
    return 2;
}

// Upvalue: 'next'.
static int base_pairs(lua_State *L, int step)
{
    if (step != 0) {
        return 3;
    }
    luaL_checkany(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(L, 1);
        return native_call(L, 1, 3, 1);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}

static int pairs_fast(Thread *L, Value *func, int nargs)
{
    if (nargs == 0 || L->stack_limit - func < 3) {
        return -1;
    }
    Value method = meta_find(L, func + 1, EVENT_PAIRS);
    if (!value_is_nil(&method)) {
        return -1;
    }
    value_copy(func, &value_native_closure(func)->upvalues[0]);
    value_set_nil(func + 2);
    return 3;
}

static int ipairs_step(lua_State *L, int step)
{
    if (step == 0) {
        lua_Integer i = number_add(luaL_checkinteger(L, 2), 1);
        lua_settop(L, 1);
        lua_pushinteger(L, i);
        if (!native_try_geti(L, 1, i)) {
            lua_remove(L, 1); // only the index is used again
            return native_call(L, 2, 1, 1);
        }
    }
    return lua_isnil(L, -1) ? 1 : 2;
}

static int ipairs_step_fast(Thread *L, Value *func, int nargs)
{
    if (nargs < 2 || !value_is_table(func + 1) || func[2].tag != TAG_INTEGER) {
        return -1;
    }
    const Table *t = value_table(func + 1);
    lua_Integer i = number_add(func[2].as.integer, 1);
    Value v = table_get_int(t, i);
    if (value_is_nil(&v)) {
        Value method = meta_table_event(L->runtime, t->metatable, EVENT_INDEX);
        if (!value_is_nil(&method)) {
            return -1;
        }
        value_set_nil(func);
        return 1;
    }
    value_set_integer(func, i);
    value_copy(func + 1, &v);
    return 2;
}

// Upvalue: ipairs_step.
static int base_ipairs(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

static int ipairs_fast(Thread *L, Value *func, int nargs)
{
    if (nargs == 0 || L->stack_limit - func < 3) {
        return -1;
    }
    value_copy(func, &value_native_closure(func)->upvalues[0]);
    value_set_integer(func + 2, 0);
    return 3;
}

// ---- errors

// Puts the position of [level] in front of the message, which is alone on the stack.
static void add_level_position(lua_State *L, int level)
{
    luaL_where(L, level);
    if (message_repeats_position(value_string(L->top - 2), value_string(L->top - 1))) {
        lua_pop(L, 1);
    } else {
        lua_insert(L, 1);
        lua_concat(L, 2);
    }
}

static int base_error(lua_State *L)
{
    int level = (int)luaL_optinteger(L, 2, 1);
    lua_settop(L, 1);
    if (lua_type(L, 1) == LUA_TSTRING && level > 0) {
        add_level_position(L, level);
    }
    return lua_error(L);
}

static int base_assert(lua_State *L)
{
    if (lua_toboolean(L, 1)) {
        return lua_gettop(L);
    }
    luaL_checkany(L, 1);
    lua_remove(L, 1);
    lua_pushliteral(L, "assertion failed!");
    lua_settop(L, 1); // the message given, or this one
    return base_error(L);
}

static int assert_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs == 0 || value_is_falsy(func + 1)) {
        return -1;
    }
    for (int i = 0; i < nargs; i++) {
        value_copy(func + i, func + 1 + i);
    }
    return nargs;
}

// Only reached without arguments.
static int pcall_report(lua_State *L)
{
    luaL_checkany(L, 1);
    return 0;
}

// Only reached without a handler that is a function.
static int xpcall_report(lua_State *L)
{
    luaL_checktype(L, 2, LUA_TFUNCTION);
    return 0;
}

static int base_warn(lua_State *L)
{
    int count = lua_gettop(L);
    luaL_checkstring(L, 1);
    for (int i = 2; i <= count; i++) {
        luaL_checkstring(L, i); // all are right before the first is written
    }
    for (int i = 1; i <= count; i++) {
        lua_warning(L, lua_tostring(L, i), i < count);
    }
    return 0;
}

// ---- the collector

// The value that lua_gc gives if it cannot be used: inside of a finalizer.
#define GC_REFUSED (-1)

static int push_collector_mode(lua_State *L, int mode)
{
    if (mode == GC_REFUSED) {
        luaL_pushfail(L);
    } else {
        lua_pushstring(L, mode == LUA_GCINC ? "incremental" : "generational");
    }
    return 1;
}

static int push_collector_count(lua_State *L)
{
    int kilobytes = lua_gc(L, LUA_GCCOUNT);
    if (kilobytes == GC_REFUSED) {
        luaL_pushfail(L);
    } else {
        lua_pushnumber(L, (lua_Number)kilobytes + (lua_Number)lua_gc(L, LUA_GCCOUNTB) / 1024);
    }
    return 1;
}

static int push_collector_result(lua_State *L, int result, bool is_boolean)
{
    if (result == GC_REFUSED) {
        luaL_pushfail(L);
    } else if (is_boolean) {
        lua_pushboolean(L, result);
    } else {
        lua_pushinteger(L, result);
    }
    return 1;
}

static int argument_or_zero(lua_State *L, int index)
{
    return (int)luaL_optinteger(L, index, 0);
}

static int base_collectgarbage(lua_State *L)
{
    static const char *const names[] = {"collect",      "stop",        "restart",    "count",
                                        "step",         "setpause",    "setstepmul", "isrunning",
                                        "generational", "incremental", NULL};
    static const int options[] = {LUA_GCCOLLECT, LUA_GCSTOP,     LUA_GCRESTART,    LUA_GCCOUNT,
                                  LUA_GCSTEP,    LUA_GCSETPAUSE, LUA_GCSETSTEPMUL, LUA_GCISRUNNING,
                                  LUA_GCGEN,     LUA_GCINC};
    int option = options[luaL_checkoption(L, 1, "collect", names)];
    switch (option) {
    case LUA_GCCOUNT:
        return push_collector_count(L);
    case LUA_GCSTEP:
        return push_collector_result(L, lua_gc(L, option, argument_or_zero(L, 2)), true);
    case LUA_GCSETPAUSE:
    case LUA_GCSETSTEPMUL:
        return push_collector_result(L, lua_gc(L, option, argument_or_zero(L, 2)), false);
    case LUA_GCISRUNNING:
        return push_collector_result(L, lua_gc(L, option), true);
    case LUA_GCGEN: {
        int minor = argument_or_zero(L, 2);
        return push_collector_mode(L, lua_gc(L, option, minor, argument_or_zero(L, 3)));
    }
    case LUA_GCINC: {
        int pause = argument_or_zero(L, 2);
        int step_mul = argument_or_zero(L, 3);
        return push_collector_mode(L, lua_gc(L, option, pause, step_mul, argument_or_zero(L, 4)));
    }
    default:
        return push_collector_result(L, lua_gc(L, option), false);
    }
}

// ---- registration

static const NativeReg base_functions[] = {
    {.name = "assert", .function = base_assert, .fast = assert_fast},
    {.name = "collectgarbage", .function = base_collectgarbage},
    {.name = "error", .function = base_error},
    {.name = "getmetatable", .function = base_getmetatable, .fast = getmetatable_fast},
    {.name = "pcall", .function = pcall_report, .kind = NATIVE_PCALL},
    {.name = "print", .resumable = base_print},
    {.name = "rawequal", .function = base_rawequal, .fast = rawequal_fast},
    {.name = "rawget", .function = base_rawget, .fast = rawget_fast},
    {.name = "rawlen", .function = base_rawlen, .fast = rawlen_fast},
    {.name = "rawset", .function = base_rawset, .fast = rawset_fast},
    {.name = "select", .function = base_select, .fast = select_fast},
    {.name = "setmetatable", .function = base_setmetatable, .fast = setmetatable_fast},
    {.name = "tonumber", .function = base_tonumber, .fast = tonumber_fast},
    {.name = "tostring", .resumable = base_tostring, .fast = tostring_fast},
    {.name = "warn", .function = base_warn},
    {.name = "xpcall", .function = xpcall_report, .kind = NATIVE_XPCALL},
    {.name = NULL},
};

static const NativeReg type_function = {.name = "type", .function = base_type, .fast = type_fast};
static const NativeReg next_function = {
    .name = "next", .function = base_next, .fast = next_fast, .kind = NATIVE_NEXT};
static const NativeReg pairs_function = {
    .name = "pairs", .resumable = base_pairs, .fast = pairs_fast};
static const NativeReg ipairs_function = {
    .name = "ipairs", .function = base_ipairs, .fast = ipairs_fast};
static const NativeReg ipairs_step_function = {.name = "ipairs_step",
                                               .resumable = ipairs_step,
                                               .fast = ipairs_step_fast,
                                               .kind = NATIVE_IPAIRS_STEP};

// Makes [reg] with the top [upvalue_count] values and stores it in the table below them.
static void set_with_upvalues(lua_State *L, const NativeReg *reg, int upvalue_count)
{
    native_push(L, reg, upvalue_count);
    lua_setfield(L, -2, reg->name);
}

LUAMOD_API int luaopen_base(lua_State *L)
{
    lua_pushglobaltable(L);
    native_setfuncs(L, base_functions, 0);
    base_set_load_functions(L);
    for (int type = LUA_TNIL; type < LUA_NUMTYPES; type++) {
        lua_pushstring(L, lua_typename(L, type));
    }
    set_with_upvalues(L, &type_function, LUA_NUMTYPES);
    set_with_upvalues(L, &next_function, 0);
    lua_getfield(L, -1, "next");
    set_with_upvalues(L, &pairs_function, 1);
    native_push(L, &ipairs_step_function, 0);
    set_with_upvalues(L, &ipairs_function, 1);
    lua_pushvalue(L, -1);
    lua_setfield(L, -2, LUA_GNAME);
    lua_pushliteral(L, LUA_VERSION);
    lua_setfield(L, -2, "_VERSION");
    return 1;
}
