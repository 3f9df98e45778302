// SPDX-License-Identifier: MIT
// lib_string.c: the string library: its simple functions, arithmetic on strings, and its table.
//
// Most calls come from Lua code with strings and integers and have a fast form that needs no frame;
// the full functions serve everything else (numbers as strings, wrong arguments, several results).

#include "stdlib/lib_string.h"

#include <ctype.h>

#include "lualib.h"
#include "stdlib/lib_pattern.h"
#include "vm/base/number.h"
#include "vm/exec/exec.h"
#include "vm/exec/ops.h"
#include "vm/heap/gc.h"

// ---- results and growing texts

void text_push(lua_State *L, String *string)
{
    value_set_string(L->top, string);
    L->top++;
    if (gc_is_due(L->runtime)) {
        exec_gc_check(L);
    }
}

void text_buffer_grow(lua_State *L, TextBuffer *buffer, size_t more)
{
    if (more > PTRDIFF_MAX / 2 - buffer->length) {
        luaL_error(L, "buffer too large");
    }
    size_t wanted = buffer->length + more;
    size_t capacity = buffer->capacity * 2;
    if (capacity < wanted) {
        capacity = wanted;
    }
    char *bytes = lua_newuserdatauv(L, capacity, 0);
    memcpy(bytes, buffer->bytes, buffer->length);
    lua_replace(L, buffer->slot); // what held the bytes before may go
    buffer->bytes = bytes;
    buffer->capacity = capacity;
}

// Stores the result of a fast form.
static inline int fast_result(Value *func, String *string)
{
    value_set_string(func, string);
    return 1;
}

// ---- len, sub

static int text_len(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)text_check(L, 1)->length);
    return 1;
}

static int text_len_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs < 1 || !value_is_string(&func[1])) {
        return -1;
    }
    value_set_integer(func, (lua_Integer)value_string(&func[1])->length);
    return 1;
}

// The bytes [from] to [to], which text_start and text_end made.
static inline String *sub_string(lua_State *L, const String *s, size_t from, size_t to)
{
    if (from > to) {
        return str_new(L, "", 0);
    }
    if (from == 1 && to == s->length) {
        return (String *)s;
    }
    return str_new(L, s->bytes + from - 1, to - from + 1);
}

static int text_sub(lua_State *L)
{
    const String *s = text_check(L, 1);
    size_t from = text_start(text_check_integer(L, 2), s->length);
    size_t to = text_end(text_opt_integer(L, 3, -1), s->length);
    text_push(L, sub_string(L, s, from, to));
    return 1;
}

static int text_sub_fast(Thread *L, Value *func, int nargs)
{
    if (nargs < 2 || nargs > 3 || !value_is_string(&func[1]) || !value_is_integer(&func[2]) ||
        (nargs == 3 && !value_is_integer(&func[3]))) {
        return -1;
    }
    const String *s = value_string(&func[1]);
    size_t from = text_start(func[2].as.integer, s->length);
    size_t to = nargs == 3 ? text_end(func[3].as.integer, s->length) : s->length;
    return fast_result(func, sub_string(L, s, from, to));
}

// ---- byte, char

static int text_byte(lua_State *L)
{
    const String *s = text_check(L, 1);
    lua_Integer position = text_opt_integer(L, 2, 1);
    size_t from = text_start(position, s->length);
    size_t to = text_end(text_opt_integer(L, 3, position), s->length);
    if (from > to) {
        return 0;
    }
    if (to - from >= TEXT_SIZE_MAX) {
        return luaL_error(L, "string slice too long");
    }
    int count = (int)(to - from) + 1;
    luaL_checkstack(L, count, "string slice too long");
    for (int i = 0; i < count; i++) {
        value_set_integer(L->top++, (unsigned char)s->bytes[from - 1 + (size_t)i]);
    }
    return count;
}

static int text_byte_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs < 1 || nargs > 2 || !value_is_string(&func[1]) ||
        (nargs == 2 && !value_is_integer(&func[2]))) {
        return -1;
    }
    const String *s = value_string(&func[1]);
    lua_Unsigned at = nargs == 2 ? func[2].as.bits - 1 : 0;
    if (UNLIKELY(at >= s->length)) {
        at += s->length + 1; // from the end
        if (at >= s->length) {
            return -1; // no result
        }
    }
    value_set_integer(func, (unsigned char)s->bytes[at]);
    return 1;
}

static int text_char(lua_State *L)
{
    int count = lua_gettop(L);
    TextRoom room;
    text_room_begin(L, &room, (size_t)count);
    if (room.string != NULL) { // an error of an argument may allocate: it must be reachable
        value_set_string(L->top, room.string);
        L->top++;
    }
    for (int i = 1; i <= count; i++) {
        lua_Integer code = text_check_integer(L, i);
        luaL_argcheck(L, (lua_Unsigned)code <= UCHAR_MAX, i, "value out of range");
        room.bytes[i - 1] = (char)code;
    }
    text_push(L, text_room_end(L, &room));
    return 1;
}

static int text_char_fast(Thread *L, Value *func, int nargs)
{
    char bytes[STRING_SHORT_MAX];
    if (nargs > STRING_SHORT_MAX) {
        return -1;
    }
    for (int i = 0; i < nargs; i++) {
        const Value *v = &func[i + 1];
        if (!value_is_integer(v) || v->as.bits > UCHAR_MAX) {
            return -1;
        }
        bytes[i] = (char)v->as.integer;
    }
    return fast_result(func, str_new(L, bytes, (size_t)nargs));
}

// ---- lower, upper, reverse

// Changes the case of the ASCII letters from [first] to first + 25 in 8 bytes at once: the carries
// into the top bits of the bytes say which ones are at least [first], and which ones beyond the
// last letter.
static inline uint64_t word_change_case(uint64_t word, unsigned char first)
{
    const uint64_t ones = 0x0101010101010101;
    uint64_t low = word & (0x7f * ones);
    uint64_t from_first = low + (0x80u - first) * ones;
    uint64_t behind_last = low + (0x80u - first - 26u) * ones;
    uint64_t letters = from_first & ~behind_last & ~word & (0x80 * ones);
    return word ^ letters >> 2; // the bit 0x20
}

static void bytes_change_case(char *to, const char *from, size_t length, unsigned char first)
{
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, from + i, sizeof word);
        word = word_change_case(word, first);
        memcpy(to + i, &word, sizeof word);
    }
    for (; i < length; i++) {
        unsigned char c = (unsigned char)from[i];
        to[i] = (char)(c ^ ((unsigned char)((unsigned char)(c - first) < 26) << 5));
    }
}

static void bytes_to_upper(char *to, const char *from, size_t length)
{
    if (LIKELY(pattern_locale_is_plain())) {
        bytes_change_case(to, from, length, 'a');
        return;
    }
    for (size_t i = 0; i < length; i++) {
        to[i] = (char)toupper((unsigned char)from[i]);
    }
}

static void bytes_to_lower(char *to, const char *from, size_t length)
{
    if (LIKELY(pattern_locale_is_plain())) {
        bytes_change_case(to, from, length, 'A');
        return;
    }
    for (size_t i = 0; i < length; i++) {
        to[i] = (char)tolower((unsigned char)from[i]);
    }
}

static void bytes_reverse(char *to, const char *from, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        to[i] = from[length - 1 - i];
    }
}

typedef void Mapping(char *to, const char *from, size_t length);

static inline String *map_string(lua_State *L, const String *s, Mapping *map)
{
    TextRoom room;
    text_room_begin(L, &room, s->length);
    map(room.bytes, s->bytes, s->length);
    return text_room_end(L, &room);
}

static inline int map_argument(lua_State *L, Mapping *map)
{
    text_push(L, map_string(L, text_check(L, 1), map));
    return 1;
}

static inline int map_fast(Thread *L, Value *func, int nargs, Mapping *map)
{
    if (nargs < 1 || !value_is_string(&func[1])) {
        return -1;
    }
    return fast_result(func, map_string(L, value_string(&func[1]), map));
}

static int text_upper(lua_State *L)
{
    return map_argument(L, bytes_to_upper);
}
static int text_upper_fast(Thread *L, Value *func, int nargs)
{
    return map_fast(L, func, nargs, bytes_to_upper);
}
static int text_lower(lua_State *L)
{
    return map_argument(L, bytes_to_lower);
}
static int text_lower_fast(Thread *L, Value *func, int nargs)
{
    return map_fast(L, func, nargs, bytes_to_lower);
}
static int text_reverse(lua_State *L)
{
    return map_argument(L, bytes_reverse);
}
static int text_reverse_fast(Thread *L, Value *func, int nargs)
{
    return map_fast(L, func, nargs, bytes_reverse);
}

// ---- rep

// Fills [length] bytes with repetitions of their first [period] ones, by copies that double up to
// [step_max] bytes. Returns how many bytes are filled after at most one poll's worth of work.
static size_t fill_some(char *bytes, size_t filled, size_t length, size_t period)
{
    size_t goal = length - filled < TEXT_POLL_BYTES ? length : filled + TEXT_POLL_BYTES;
    if (period == 1) {
        memset(bytes + filled, bytes[0], goal - filled);
        return goal;
    }
    while (filled < goal) {
        size_t phase = filled % period; // the goal before may have been in the middle of one
        size_t count = filled - phase < goal - filled ? filled - phase : goal - filled;
        memcpy(bytes + filled, bytes + phase, count);
        filled += count;
    }
    return goal;
}

static int text_rep(lua_State *L)
{
    const String *s = text_check(L, 1);
    lua_Integer times = text_check_integer(L, 2);
    size_t separator_length;
    const char *separator = luaL_optlstring(L, 3, "", &separator_length);
    size_t period = s->length + separator_length;
    if (times <= 0 || period == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if (period > TEXT_SIZE_MAX / (lua_Unsigned)times) {
        return luaL_error(L, "resulting string too large");
    }
    TextRoom room;
    size_t length = (size_t)times * period - separator_length;
    text_room_begin(L, &room, length);
    memcpy(room.bytes, s->bytes, s->length);
    size_t filled = s->length;
    if (times > 1) {
        memcpy(room.bytes + filled, separator, separator_length);
        filled = period;
    }
    if (room.string != NULL) { // what a poll calls must find it reachable
        value_set_string(L->top, room.string);
        L->top++;
    }
    while (filled < length) {
        filled = fill_some(room.bytes, filled, length, period);
        if (UNLIKELY(native_interrupted(L))) {
            native_poll(L);
        }
    }
    text_push(L, text_room_end(L, &room));
    return 1;
}

static int text_rep_fast(Thread *L, Value *func, int nargs)
{
    if (nargs != 2 || !value_is_string(&func[1]) || !value_is_integer(&func[2])) {
        return -1;
    }
    const String *s = value_string(&func[1]);
    lua_Integer times = func[2].as.integer;
    if (times <= 0 || s->length == 0 || s->length > TEXT_POLL_BYTES / (lua_Unsigned)times) {
        return -1;
    }
    TextRoom room;
    size_t length = s->length * (size_t)times;
    text_room_begin(L, &room, length);
    memcpy(room.bytes, s->bytes, s->length);
    fill_some(room.bytes, s->length, length, s->length);
    return fast_result(func, text_room_end(L, &room));
}

// ---- dump

static int add_dumped(lua_State *L, const void *bytes, size_t length, void *data)
{
    text_buffer_add(L, data, bytes, length);
    return 0;
}

static int text_dump(lua_State *L)
{
    char space[1024];
    TextBuffer buffer;
    bool strip = lua_toboolean(L, 2) != 0;
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 1);
    lua_pushnil(L);
    text_buffer_begin(&buffer, space, sizeof space, 2);
    lua_pushvalue(L, 1);
    if (lua_dump(L, add_dumped, &buffer, strip) != 0) {
        return luaL_error(L, "unable to dump given function");
    }
    lua_pushlstring(L, buffer.bytes, buffer.length);
    return 1;
}

// ---- arithmetic (the metamethods of strings)

// The number an operand stands for: a number, or a string that reads as one.
static bool operand_to_number(const Value *operand, Value *out)
{
    if (value_is_number(operand)) {
        value_copy(out, operand);
        return true;
    }
    return value_is_string(operand) && str_to_number(value_string(operand), out);
}

// Computes from func[1] and func[2]; declines where something has to be called or thrown.
static int operate_numbers(Value *func, int nargs, int operation)
{
    Value a;
    Value b;
    bool works = nargs >= 2 && operand_to_number(&func[1], &a) && operand_to_number(&func[2], &b) &&
                 op_arith_numbers(operation, &a, &b, &func[0]);
    return works ? 1 : -1;
}

// Operands that are no numbers: the second one may know the operation, if it is no string.
static int call_other_metamethod(lua_State *L, const char *event)
{
    lua_settop(L, 2);
    if (lua_type(L, 2) == LUA_TSTRING || luaL_getmetafield(L, 2, event) == LUA_TNIL) {
        return luaL_error(L, "attempt to %s a '%s' with a '%s'", event + 2, luaL_typename(L, 1),
                          luaL_typename(L, 2));
    }
    lua_insert(L, 1);
    return native_call(L, 2, 1, 1);
}

static inline int operate(lua_State *L, int step, int operation, const char *event)
{
    if (step != 0) {
        return 1; // the result of the other metamethod
    }
    Value numbers[2];
    const Value *operands = L->frame->base;
    if (L->top - operands < 2 || !operand_to_number(&operands[0], &numbers[0]) ||
        !operand_to_number(&operands[1], &numbers[1])) {
        return call_other_metamethod(L, event);
    }
    value_copy(L->top, &numbers[0]);
    value_copy(L->top + 1, &numbers[1]);
    L->top += 2;
    lua_arith(L, operation);
    return 1;
}

static int operate_add(lua_State *L, int step)
{
    return operate(L, step, LUA_OPADD, "__add");
}
static int operate_add_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    return operate_numbers(func, nargs, LUA_OPADD);
}
static int operate_sub(lua_State *L, int step)
{
    return operate(L, step, LUA_OPSUB, "__sub");
}
static int operate_sub_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    return operate_numbers(func, nargs, LUA_OPSUB);
}
static int operate_mul(lua_State *L, int step)
{
    return operate(L, step, LUA_OPMUL, "__mul");
}
static int operate_mul_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    return operate_numbers(func, nargs, LUA_OPMUL);
}
static int operate_mod(lua_State *L, int step)
{
    return operate(L, step, LUA_OPMOD, "__mod");
}
static int operate_mod_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    return operate_numbers(func, nargs, LUA_OPMOD);
}
static int operate_pow(lua_State *L, int step)
{
    return operate(L, step, LUA_OPPOW, "__pow");
}
static int operate_pow_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    return operate_numbers(func, nargs, LUA_OPPOW);
}
static int operate_div(lua_State *L, int step)
{
    return operate(L, step, LUA_OPDIV, "__div");
}
static int operate_div_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    return operate_numbers(func, nargs, LUA_OPDIV);
}
static int operate_idiv(lua_State *L, int step)
{
    return operate(L, step, LUA_OPIDIV, "__idiv");
}
static int operate_idiv_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    return operate_numbers(func, nargs, LUA_OPIDIV);
}
static int operate_unm(lua_State *L, int step)
{
    return operate(L, step, LUA_OPUNM, "__unm");
}
static int operate_unm_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    return operate_numbers(func, nargs, LUA_OPUNM);
}

// ---- the library

static const NativeReg string_functions[] = {
    {.name = "byte", .function = text_byte, .fast = text_byte_fast},
    {.name = "char", .function = text_char, .fast = text_char_fast},
    {.name = "dump", .function = text_dump},
    {.name = "format", .resumable = text_format, .fast = text_format_fast},
    {.name = "len", .function = text_len, .fast = text_len_fast},
    {.name = "lower", .function = text_lower, .fast = text_lower_fast},
    {.name = "pack", .function = text_pack},
    {.name = "packsize", .function = text_pack_size},
    {.name = "rep", .function = text_rep, .fast = text_rep_fast},
    {.name = "reverse", .function = text_reverse, .fast = text_reverse_fast},
    {.name = "sub", .function = text_sub, .fast = text_sub_fast},
    {.name = "unpack", .function = text_unpack},
    {.name = "upper", .function = text_upper, .fast = text_upper_fast},
    {.name = NULL},
};

// Upvalue: the cache of patterns.
static const NativeReg pattern_functions[] = {
    {.name = "find", .function = text_find},
    {.name = "gmatch", .function = text_gmatch},
    {.name = "gsub", .resumable = text_gsub},
    {.name = "match", .function = text_match, .fast = text_match_fast},
    {.name = NULL},
};

#define ARITHMETIC(op) \
    { \
        .name = "__" #op, .resumable = operate_##op, .fast = operate_##op##_fast, \
        .kind = NATIVE_ARITHMETIC \
    }
static const NativeReg string_metamethods[] = {
    ARITHMETIC(add), ARITHMETIC(sub),  ARITHMETIC(mul), ARITHMETIC(mod), ARITHMETIC(pow),
    ARITHMETIC(div), ARITHMETIC(idiv), ARITHMETIC(unm), {.name = NULL},
};
#undef ARITHMETIC

LUAMOD_API int luaopen_string(lua_State *L)
{
    int count = (int)(sizeof string_functions / sizeof *string_functions) - 1 +
                (int)(sizeof pattern_functions / sizeof *pattern_functions) - 1;
    lua_createtable(L, 0, count);
    native_setfuncs(L, string_functions, 0);
    pattern_push_cache(L);
    native_setfuncs(L, pattern_functions, 1);
    lua_createtable(L, 0, (int)(sizeof string_metamethods / sizeof *string_metamethods));
    native_setfuncs(L, string_metamethods, 0);
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, "__index");
    lua_pushliteral(L, "");
    lua_insert(L, -2);
    lua_setmetatable(L, -2); // that of all strings
    lua_pop(L, 1);
    return 1;
}
