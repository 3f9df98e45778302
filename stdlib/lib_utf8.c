// SPDX-License-Identifier: MIT
// lib_utf8.c: the utf8 library (manual 6.5).
//
// Decoding takes sequences of up to six bytes, as in the original UTF-8, with values up to 2^31 -
// 1; the strict form refuses what Unicode does not have: surrogates and values above 10FFFF.
// Overlong sequences are wrong in both.

#include "lualib.h"
#include "stdlib/lib_string.h"

#define UNICODE_MAX 0x10ffffu
#define UTF8_MAX 0x7fffffffu
#define UTF8_BYTES_MAX 6

static inline bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

// ---- decoding and encoding

// Reads a sequence of several bytes. Returns what follows it, or NULL if it is wrong. Strings end
// with a zero, which is no continuation byte.
static const char *decode_long(const char *s, uint32_t *code, bool is_strict)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
    unsigned char first = (unsigned char)*s;
    if (first < 0xc0 || first >= 0xfe) {
        return NULL;
    }
    int count = __builtin_clz(~((uint32_t)first << 24)); // leading ones: bytes of the sequence
    uint32_t value = first & (0x7fu >> count);
    for (int i = 1; i < count; i++) {
        if (!is_continuation(s[i])) {
            return NULL;
        }
        value = value << 6 | ((unsigned char)s[i] & 0x3f);
    }
    if (value < least[count] ||
        (is_strict && (value > UNICODE_MAX || (value >= 0xd800 && value <= 0xdfff)))) {
        return NULL;
    }
    *code = value;
    return s + count;
}

static inline const char *decode(const char *s, uint32_t *code, bool is_strict)
{
    if (LIKELY((unsigned char)*s < 0x80)) {
        *code = (unsigned char)*s;
        return s + 1;
    }
    return decode_long(s, code, is_strict);
}

// Writes the sequence of [code] (at most UTF8_MAX), up to UTF8_BYTES_MAX bytes. Returns their
// number.
static int encode(uint32_t code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    int count = 2;
    while (code >> (5 * count + 1) != 0) { // what [count] bytes can hold
        count++;
    }
    for (int i = count - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
    }
    out[0] = (char)(0xff00u >> count | code);
    return count;
}

// Offset from 0 of a position; may be outside of the string.
static lua_Integer offset_of(lua_Integer position, size_t length)
{
    if (position >= 0) {
        return position - 1;
    }
    if (position < -(lua_Integer)length) {
        return -1;
    }
    return (lua_Integer)length + position;
}

// ---- len, codepoint, char

// len(s [, i [, j [, lax]]]): the number of characters that start between i and j; nil and a
// position if something there is wrong.
static int utf8_len(lua_State *L)
{
    const String *s = text_check(L, 1);
    lua_Integer length = (lua_Integer)s->length;
    lua_Integer at = offset_of(text_opt_integer(L, 2, 1), s->length);
    lua_Integer last = offset_of(text_opt_integer(L, 3, -1), s->length);
    bool is_strict = !lua_toboolean(L, 4);
    luaL_argcheck(L, 0 <= at && at <= length, 2, "initial position out of bounds");
    luaL_argcheck(L, last < length, 3, "final position out of bounds");
    lua_Integer count = 0;
    while (at <= last) {
        uint32_t code;
        const char *next = decode(s->bytes + at, &code, is_strict);
        if (next == NULL) {
            luaL_pushfail(L);
            lua_pushinteger(L, at + 1);
            return 2;
        }
        at = next - s->bytes;
        count++;
    }
    lua_pushinteger(L, count);
    return 1;
}

static int utf8_len_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs != 1 || !value_is_string(&func[1])) {
        return -1;
    }
    const String *s = value_string(&func[1]);
    const char *at = s->bytes;
    const char *end = at + s->length;
    lua_Integer count = 0;
    while (at < end) {
        uint32_t code;
        at = decode(at, &code, true);
        if (at == NULL) {
            return -1;
        }
        count++;
    }
    value_set_integer(func, count);
    return 1;
}

static int utf8_codepoint(lua_State *L)
{
    const String *s = text_check(L, 1);
    lua_Integer first = text_opt_integer(L, 2, 1);
    lua_Integer from = offset_of(first, s->length);
    lua_Integer to = offset_of(text_opt_integer(L, 3, from + 1), s->length) + 1;
    bool is_strict = !lua_toboolean(L, 4);
    luaL_argcheck(L, from >= 0, 2, "out of bounds");
    luaL_argcheck(L, to <= (lua_Integer)s->length, 3, "out of bounds");
    if (from >= to) {
        return 0;
    }
    if (to - from >= INT_MAX) {
        return luaL_error(L, "string slice too long");
    }
    luaL_checkstack(L, (int)(to - from), "string slice too long");
    int count = 0;
    for (const char *at = s->bytes + from; at < s->bytes + to; count++) {
        uint32_t code;
        at = decode(at, &code, is_strict);
        if (at == NULL) {
            return luaL_error(L, "invalid UTF-8 code");
        }
        lua_pushinteger(L, code);
    }
    return count;
}

static int utf8_codepoint_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs < 1 || nargs > 2 || !value_is_string(&func[1]) ||
        (nargs == 2 && !value_is_integer(&func[2]))) {
        return -1;
    }
    const String *s = value_string(&func[1]);
    lua_Integer at = nargs == 2 ? offset_of(func[2].as.integer, s->length) : 0;
    uint32_t code;
    if (at < 0 || at >= (lua_Integer)s->length || decode(s->bytes + at, &code, true) == NULL) {
        return -1;
    }
    value_set_integer(func, code);
    return 1;
}

static int utf8_char(lua_State *L)
{
    char space[256];
    TextBuffer buffer;
    int count = lua_gettop(L);
    lua_pushnil(L);
    text_buffer_begin(&buffer, space, sizeof space, count + 1);
    for (int i = 1; i <= count; i++) {
        lua_Unsigned code = (lua_Unsigned)text_check_integer(L, i);
        luaL_argcheck(L, code <= UTF8_MAX, i, "value out of range");
        char *to = text_buffer_reserve(L, &buffer, UTF8_BYTES_MAX);
        buffer.length += (size_t)encode((uint32_t)code, to);
    }
    lua_pushlstring(L, buffer.bytes, buffer.length);
    return 1;
}

static int utf8_char_fast(Thread *L, Value *func, int nargs)
{
    char bytes[STRING_SHORT_MAX + UTF8_BYTES_MAX];
    int length = 0;
    for (int i = 1; i <= nargs; i++) {
        if (length > STRING_SHORT_MAX || !value_is_integer(&func[i]) ||
            func[i].as.bits > UTF8_MAX) {
            return -1;
        }
        length += encode((uint32_t)func[i].as.bits, bytes + length);
    }
    value_set_string(func, str_new(L, bytes, (size_t)length));
    return 1;
}

// ---- offset

// Moves [at] back over -[count] characters. Returns what is left of [count].
static lua_Integer move_back(const String *s, lua_Integer *at, lua_Integer count)
{
    lua_Integer i = *at;
    for (; count < 0 && i > 0; count++) {
        do {
            i--;
        } while (i > 0 && is_continuation(s->bytes[i]));
    }
    *at = i;
    return count;
}

// Moves [at] forth over [count] characters. Returns what is left of [count].
static lua_Integer move_forth(const String *s, lua_Integer *at, lua_Integer count)
{
    lua_Integer i = *at;
    for (; count > 0 && i < (lua_Integer)s->length; count--) {
        do {
            i++; // the closing zero is no continuation byte
        } while (is_continuation(s->bytes[i]));
    }
    *at = i;
    return count;
}

// offset(s, n [, i]): where the n-th character from position i begins; 0: the one that holds byte
// i.
static int utf8_offset(lua_State *L)
{
    const String *s = text_check(L, 1);
    lua_Integer n = text_check_integer(L, 2);
    lua_Integer length = (lua_Integer)s->length;
    lua_Integer at = offset_of(text_opt_integer(L, 3, n >= 0 ? 1 : length + 1), s->length);
    luaL_argcheck(L, 0 <= at && at <= length, 3, "position out of bounds");
    if (n == 0) {
        while (at > 0 && is_continuation(s->bytes[at])) {
            at--;
        }
    } else {
        if (is_continuation(s->bytes[at])) {
            return luaL_error(L, "initial position is a continuation byte");
        }
        lua_Integer rest = n > 0 ? move_forth(s, &at, n - 1) : move_back(s, &at, n);
        if (rest != 0) {
            luaL_pushfail(L);
            return 1;
        }
    }
    lua_pushinteger(L, at + 1);
    return 1;
}

// ---- codes

// The iterator: the control value is the position of the character before (0: none), in bytes from
// 1, and so the offset of its second byte.
static inline int codes_next(lua_State *L, bool is_strict)
{
    const String *s = text_check(L, 1);
    const Value *control = L->frame->base + 1;
    lua_Unsigned at = LIKELY(control < L->top && value_is_integer(control))
                          ? control->as.bits
                          : (lua_Unsigned)lua_tointeger(L, 2);
    while (at < s->length && is_continuation(s->bytes[at])) {
        at++;
    }
    if (at >= s->length) { // a negative control value is here as well
        return 0;
    }
    uint32_t code;
    const char *next = decode(s->bytes + at, &code, is_strict);
    if (next == NULL || is_continuation(*next)) {
        return luaL_error(L, "invalid UTF-8 code");
    }
    value_set_integer(L->top, (lua_Integer)at + 1);
    value_set_integer(L->top + 1, code);
    L->top += 2;
    return 2;
}

static int codes_next_strict(lua_State *L)
{
    return codes_next(L, true);
}

static int codes_next_lax(lua_State *L)
{
    return codes_next(L, false);
}

// Upvalues: the two iterators, as closures, which the interpreter calls faster than plain C
// functions.
static int utf8_codes(lua_State *L)
{
    bool is_lax = lua_toboolean(L, 2) != 0;
    const String *s = text_check(L, 1);
    luaL_argcheck(L, !is_continuation(s->bytes[0]), 1, "invalid UTF-8 code");
    lua_pushvalue(L, lua_upvalueindex(is_lax ? 2 : 1));
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

// ---- the library

static const NativeReg utf8_functions[] = {
    {.name = "char", .function = utf8_char, .fast = utf8_char_fast},
    {.name = "codepoint", .function = utf8_codepoint, .fast = utf8_codepoint_fast},
    {.name = "len", .function = utf8_len, .fast = utf8_len_fast},
    {.name = "offset", .function = utf8_offset},
    {.name = NULL},
};

LUAMOD_API int luaopen_utf8(lua_State *L)
{
    static const char char_pattern[] = "[\0-\x7f\xc2-\xfd][\x80-\xbf]*";
    static const NativeReg next_strict = {.function = codes_next_strict};
    static const NativeReg next_lax = {.function = codes_next_lax};
    static const NativeReg codes = {.function = utf8_codes};
    lua_createtable(L, 0, (int)(sizeof utf8_functions / sizeof *utf8_functions) + 1);
    native_setfuncs(L, utf8_functions, 0);
    native_push(L, &next_strict, 0);
    native_push(L, &next_lax, 0);
    native_push(L, &codes, 2);
    lua_setfield(L, -2, "codes");
    lua_pushlstring(L, char_pattern, sizeof char_pattern - 1);
    lua_setfield(L, -2, "charpattern");
    return 1;
}
