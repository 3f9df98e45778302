// SPDX-License-Identifier: MIT
// lib_string_format.c: string.format.
//
// A conversion is read into a Spec; numbers are then written by format_number(), which knows
// nothing of the Lua stack, so that the fast form (plain numbers and strings, short results) and
// the full one share it. The full one is resumable, for "%s" may call __tostring: what is there so
// far then waits in slots above the arguments, and the text that came back takes the place of the
// argument.

#include <ctype.h>
#include <stdio.h>

#include "stdlib/lib_string.h"
#include "vm/base/number.h"

// Room for any number: 309 digits and 99 decimals of a large float, its sign and point.
#define ITEM_MAX 440
// Flags, width and precision: more bytes are "too long".
#define MODIFIERS_MAX 20

enum SpecFlag {
    SPEC_LEFT = 1,
    SPEC_PLUS = 2,
    SPEC_SPACE = 4,
    SPEC_ALTERNATE = 8,
    SPEC_ZERO = 16,
    SPEC_PRECISION = 32 // has a precision
};

// One conversion of a format.
typedef struct Spec {
    const char *text; // its '%'
    int length;       // of the text, conversion letter included
    char conversion;
    bool is_too_long;
    bool is_regular; // flags, width and precision stand in order and have at most two digits
    int flags;
    int width;
    int precision;
} Spec;

// ---- reading of conversions

static const char *read_two_digits(const char *s, int *number)
{
    *number = 0;
    for (int i = 0; i < 2 && *s >= '0' && *s <= '9'; i++) {
        *number = *number * 10 + (*s++ - '0');
    }
    return s;
}

static int flag_of(char c)
{
    switch (c) {
    case '-':
        return SPEC_LEFT;
    case '+':
        return SPEC_PLUS;
    case ' ':
        return SPEC_SPACE;
    case '#':
        return SPEC_ALTERNATE;
    case '0':
        return SPEC_ZERO;
    default:
        return 0;
    }
}

// Reads the conversion whose '%' is at [s]. Returns what follows it.
static const char *read_spec(const char *s, Spec *spec)
{
    spec->text = s++;
    spec->flags = spec->width = spec->precision = 0;
    spec->is_too_long = false;
    spec->is_regular = true;
    if (UNLIKELY(!isalpha((unsigned char)*s))) {
        const char *end = s + strspn(s, "-+ #0123456789.");
        spec->is_too_long = end - s > MODIFIERS_MAX;
        int flag;
        while ((flag = flag_of(*s)) != 0) {
            spec->flags |= flag;
            s++;
        }
        s = read_two_digits(s, &spec->width);
        if (*s == '.') {
            spec->flags |= SPEC_PRECISION;
            s = read_two_digits(s + 1, &spec->precision);
        }
        spec->is_regular = s == end;
        s = end;
    }
    spec->conversion = *s;
    spec->length = (int)(s - spec->text) + 1;
    return s + 1;
}

static inline bool spec_has_modifiers(const Spec *spec)
{
    return spec->length > 2;
}

// The flags, and the precision, that a conversion may have; -1: there is no such conversion.
static int allowed_flags(char conversion)
{
    switch (conversion) {
    case 'd':
    case 'i':
        return SPEC_LEFT | SPEC_PLUS | SPEC_ZERO | SPEC_SPACE | SPEC_PRECISION;
    case 'u':
        return SPEC_LEFT | SPEC_ZERO | SPEC_PRECISION;
    case 'x':
    case 'X':
    case 'o':
        return SPEC_LEFT | SPEC_ALTERNATE | SPEC_ZERO | SPEC_PRECISION;
    case 'a':
    case 'A':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
        return SPEC_LEFT | SPEC_PLUS | SPEC_SPACE | SPEC_ALTERNATE | SPEC_ZERO | SPEC_PRECISION;
    case 's':
        return SPEC_LEFT | SPEC_PRECISION;
    case 'c':
    case 'p':
        return SPEC_LEFT;
    case 'q':
        return 0;
    default:
        return -1;
    }
}

static inline bool spec_is_valid(const Spec *spec)
{
    return !spec_has_modifiers(spec) ||
           (spec->is_regular && (spec->flags & ~allowed_flags(spec->conversion)) == 0);
}

// ---- writing of numbers

// Writes [prefix] (a sign, "0x") and [body] padded to the width, with zeros between them if
// [by_zeros].
static int write_padded(const Spec *spec, const char *prefix, int prefix_length, const char *body,
                        int length, bool by_zeros, char *out)
{
    int blank = spec->width - prefix_length - length;
    blank = blank > 0 ? blank : 0;
    char *at = out;
    if (!by_zeros && !(spec->flags & SPEC_LEFT)) {
        memset(at, ' ', (size_t)blank);
        at += blank;
    }
    memcpy(at, prefix, (size_t)prefix_length);
    at += prefix_length;
    if (by_zeros) {
        memset(at, '0', (size_t)blank);
        at += blank;
    }
    memcpy(at, body, (size_t)length);
    at += length;
    if (!by_zeros && (spec->flags & SPEC_LEFT)) {
        memset(at, ' ', (size_t)blank);
        at += blank;
    }
    return (int)(at - out);
}

static const char *sign_text(const Spec *spec, bool is_negative)
{
    if (is_negative) {
        return "-";
    }
    return spec->flags & SPEC_PLUS ? "+" : spec->flags & SPEC_SPACE ? " " : "";
}

// Writes digits of base 8 (3 bits) or 16 (4 bits) before [end]; returns where they begin.
static char *write_bits(char *end, lua_Unsigned n, int bits, bool is_upper)
{
    const char *digits = is_upper ? "0123456789ABCDEF" : "0123456789abcdef";
    do {
        *--end = digits[n & ((1u << bits) - 1)];
        n >>= bits;
    } while (n != 0);
    return end;
}

static int write_integer(const Spec *spec, lua_Integer n, char *out)
{
    char digits[160]; // a precision of 99 and more
    char *end = digits + sizeof digits;
    char *start;
    const char *prefix = "";
    if (spec->conversion == 'd' || spec->conversion == 'i') {
        char text[NUMBER_TEXT_MAX];
        int length = number_integer_to_text(n, text);
        bool is_negative = n < 0;
        start = end - (length - is_negative);
        memcpy(start, text + is_negative, (size_t)(end - start));
        prefix = sign_text(spec, is_negative);
    } else if (spec->conversion == 'u') {
        start = end;
        lua_Unsigned rest = (lua_Unsigned)n;
        do {
            *--start = (char)('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
    } else {
        bool is_octal = spec->conversion == 'o';
        start = write_bits(end, (lua_Unsigned)n, is_octal ? 3 : 4, spec->conversion == 'X');
        if ((spec->flags & SPEC_ALTERNATE) && n != 0 && !is_octal) {
            prefix = spec->conversion == 'x' ? "0x" : "0X";
        }
    }
    if (spec->flags & SPEC_PRECISION) {
        if (spec->precision == 0 && n == 0) {
            start = end;
        }
        while (end - start < spec->precision) {
            *--start = '0';
        }
    }
    if ((spec->flags & SPEC_ALTERNATE) && spec->conversion == 'o' &&
        (start == end || *start != '0')) {
        *--start = '0';
    }
    bool by_zeros = (spec->flags & (SPEC_ZERO | SPEC_LEFT | SPEC_PRECISION)) == SPEC_ZERO;
    return write_padded(spec, prefix, (int)strlen(prefix), start, (int)(end - start), by_zeros,
                        out);
}

// As C's printf does it; the text of a spec is a format of C's as well.
static int write_float_by_c(const Spec *spec, lua_Number n, char *out)
{
    char format[MODIFIERS_MAX + 4];
    memcpy(format, spec->text, (size_t)spec->length);
    format[spec->length] = '\0';
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    return snprintf(out, ITEM_MAX, format, n);
#pragma GCC diagnostic pop
}

static int write_float(const Spec *spec, lua_Number n, char *out)
{
    if (spec->conversion == 'f' && !(spec->flags & SPEC_ALTERNATE)) {
        char text[NUMBER_TEXT_MAX];
        int precision = spec->flags & SPEC_PRECISION ? spec->precision : 6;
        int length = number_try_format_fixed(n, precision, text);
        if (length > 0) {
            bool is_negative = text[0] == '-';
            const char *prefix = sign_text(spec, is_negative);
            bool by_zeros = (spec->flags & (SPEC_ZERO | SPEC_LEFT)) == SPEC_ZERO;
            return write_padded(spec, prefix, (int)strlen(prefix), text + is_negative,
                                length - is_negative, by_zeros, out);
        }
    } else if (spec->conversion == 'g' && spec->flags == SPEC_PRECISION && spec->precision == 14 &&
               spec->width == 0) {
        return number_format_float(n, out);
    }
    return write_float_by_c(spec, n, out);
}

static inline bool conversion_is_integer(char c)
{
    return c == 'd' || c == 'i' || c == 'u' || c == 'x' || c == 'X' || c == 'o';
}

static inline bool conversion_is_float(char c)
{
    return c == 'f' || c == 'g' || c == 'e' || c == 'a' || c == 'G' || c == 'E' || c == 'A';
}

static int write_character(const Spec *spec, lua_Integer code, char *out)
{
    char byte = (char)code;
    return write_padded(spec, "", 0, &byte, 1, false, out);
}

// ---- the fast form

// Bytes that a result of the fast form may have, and of these what one string may fill.
#define FAST_MAX 1200

typedef struct FastText {
    char bytes[FAST_MAX];
    size_t length;
} FastText;

// Adds a string to [to]; false if there is no room, or something is unusual.
static bool fast_add_string(FastText *to, const Spec *spec, const char *s, size_t length)
{
    if (spec_has_modifiers(spec)) {
        if (length >= 100 || memchr(s, '\0', length) != NULL) {
            return false;
        }
        if ((spec->flags & SPEC_PRECISION) && length > (size_t)spec->precision) {
            length = (size_t)spec->precision;
        }
        to->length +=
            (size_t)write_padded(spec, "", 0, s, (int)length, false, to->bytes + to->length);
        return true;
    }
    if (length > FAST_MAX - ITEM_MAX - to->length) {
        return false;
    }
    memcpy(to->bytes + to->length, s, length);
    to->length += length;
    return true;
}

// Adds the conversion of [v]; false: to be done by the full function. There is room for ITEM_MAX
// bytes.
static bool fast_add(FastText *to, const Spec *spec, const Value *v)
{
    char *out = to->bytes + to->length;
    char conversion = spec->conversion;
    if (spec->is_too_long || !spec_is_valid(spec)) {
        return false;
    }
    if (conversion == 's') {
        if (value_is_string(v)) {
            return fast_add_string(to, spec, value_string(v)->bytes, value_string(v)->length);
        }
        char text[NUMBER_TEXT_MAX];
        return value_is_number(v) &&
               fast_add_string(to, spec, text, (size_t)number_to_text(v, text));
    }
    lua_Integer i;
    lua_Number n;
    if (conversion_is_integer(conversion)) {
        if (!number_value_to_integer(v, &i)) {
            return false;
        }
        to->length += (size_t)(spec_has_modifiers(spec) || conversion != 'd'
                                   ? write_integer(spec, i, out)
                                   : number_integer_to_text(i, out));
        return true;
    }
    if (conversion_is_float(conversion)) {
        if (!number_value_to_float(v, &n)) {
            return false;
        }
        to->length += (size_t)write_float(spec, n, out);
        return true;
    }
    if (conversion == 'c' && v->tag == TAG_INTEGER) {
        to->length += (size_t)write_character(spec, v->as.integer, out);
        return true;
    }
    return false;
}

int text_format_fast(Thread *L, Value *func, int nargs)
{
    if (nargs < 1 || !value_is_string(&func[1])) {
        return -1;
    }
    FastText to;
    to.length = 0;
    const char *s = value_string(&func[1])->bytes;
    const char *end = s + value_string(&func[1])->length;
    int arg = 1;
    for (;;) {
        const char *text = s;
        while (s < end && *s != '%') {
            s++;
        }
        size_t length = (size_t)(s - text);
        if (to.length + length > FAST_MAX - ITEM_MAX) {
            return -1;
        }
        memcpy(to.bytes + to.length, text, length);
        to.length += length;
        if (s == end) {
            break;
        }
        if (s[1] == '%') {
            to.bytes[to.length++] = '%';
            s += 2;
            continue;
        }
        Spec spec;
        s = read_spec(s, &spec);
        if (++arg > nargs || !fast_add(&to, &spec, &func[arg]) || to.length > FAST_MAX - ITEM_MAX) {
            return -1;
        }
    }
    value_set_string(func, str_new(L, to.bytes, to.length));
    return 1;
}

// ---- the full function

// A format call under way. The arguments stand in slots 1 to [arg_count], the buffer's slot
// follows.
typedef struct Formatting {
    lua_State *L;
    TextBuffer buffer;
    int arg_count;
    int arg; // number of the argument last used
} Formatting;

static _Noreturn void throw_invalid(lua_State *L, const Spec *spec, const char *message)
{
    char text[MODIFIERS_MAX + 4];
    memcpy(text, spec->text, (size_t)spec->length);
    text[spec->length] = '\0';
    luaL_error(L, message, text);
    __builtin_unreachable();
}

static void check_spec(lua_State *L, const Spec *spec)
{
    if (!spec_is_valid(spec)) {
        throw_invalid(L, spec, "invalid conversion specification: '%s'");
    }
}

// Bytes up to the first that may have to be escaped.
static size_t plain_length(const char *s, size_t length)
{
    size_t i = 0;
    while (i < length && s[i] >= ' ' && s[i] < 0x7f && s[i] != '"' && s[i] != '\\') {
        i++;
    }
    return i;
}

static void add_quoted_string(Formatting *f, const char *s, size_t length)
{
    lua_State *L = f->L;
    text_buffer_add_byte(L, &f->buffer, '"');
    for (size_t i = 0; i < length; i++) {
        size_t plain = plain_length(s + i, length - i);
        text_buffer_add(L, &f->buffer, s + i, plain);
        i += plain;
        if (i == length) {
            break;
        }
        unsigned char c = (unsigned char)s[i];
        if (c == '"' || c == '\\' || c == '\n') {
            text_buffer_add_byte(L, &f->buffer, '\\');
            text_buffer_add_byte(L, &f->buffer, (char)c);
        } else if (iscntrl(c)) {
            // Three digits if the next byte could be taken for one more.
            bool is_followed = i + 1 < length && isdigit((unsigned char)s[i + 1]);
            char *to = text_buffer_reserve(L, &f->buffer, 8);
            f->buffer.length += (size_t)snprintf(to, 8, is_followed ? "\\%03d" : "\\%d", c);
        } else {
            text_buffer_add_byte(L, &f->buffer, (char)c);
        }
    }
    text_buffer_add_byte(L, &f->buffer, '"');
}

// A float that reads back as the same one, whatever the locale.
static int write_quoted_float(lua_Number n, char *out)
{
    if (n != n || n - n != 0) {
        strcpy(out, n != n ? "(0/0)" : n > 0 ? "1e9999" : "-1e9999");
        return (int)strlen(out);
    }
    int length = snprintf(out, ITEM_MAX, "%a", n);
    for (int i = 0; i < length; i++) {
        if (ispunct((unsigned char)out[i]) && out[i] != '-' && out[i] != '+') {
            out[i] = '.';
        }
    }
    return length;
}

static void add_quoted(Formatting *f)
{
    lua_State *L = f->L;
    char *out;
    switch (lua_type(L, f->arg)) {
    case LUA_TSTRING: {
        size_t length;
        const char *s = lua_tolstring(L, f->arg, &length);
        add_quoted_string(f, s, length);
        break;
    }
    case LUA_TNUMBER:
        out = text_buffer_reserve(L, &f->buffer, ITEM_MAX);
        if (!lua_isinteger(L, f->arg)) {
            f->buffer.length += (size_t)write_quoted_float(lua_tonumber(L, f->arg), out);
        } else if (lua_tointeger(L, f->arg) == LUA_MININTEGER) { // would be read as a float
            text_buffer_add(L, &f->buffer, "0x8000000000000000", 18);
        } else {
            f->buffer.length += (size_t)number_integer_to_text(lua_tointeger(L, f->arg), out);
        }
        break;
    case LUA_TNIL:
        text_buffer_add(L, &f->buffer, "nil", 3);
        break;
    case LUA_TBOOLEAN: {
        const char *text = lua_toboolean(L, f->arg) ? "true" : "false";
        text_buffer_add(L, &f->buffer, text, strlen(text));
        break;
    }
    default:
        luaL_argerror(L, f->arg, "value has no literal form");
    }
}

// Adds the string (or number) in the argument's slot.
static void add_string(Formatting *f, const Spec *spec)
{
    lua_State *L = f->L;
    size_t length;
    const char *s = lua_tolstring(L, f->arg, &length);
    if (!spec_has_modifiers(spec)) {
        text_buffer_add(L, &f->buffer, s, length);
        return;
    }
    luaL_argcheck(L, memchr(s, '\0', length) == NULL, f->arg, "string contains zeros");
    check_spec(L, spec);
    if (!(spec->flags & SPEC_PRECISION) && length >= 100) {
        text_buffer_add(L, &f->buffer, s, length);
        return;
    }
    if ((spec->flags & SPEC_PRECISION) && length > (size_t)spec->precision) {
        length = (size_t)spec->precision;
    }
    char *out = text_buffer_reserve(L, &f->buffer, ITEM_MAX);
    f->buffer.length += (size_t)write_padded(spec, "", 0, s, (int)length, false, out);
}

static void add_pointer(Formatting *f, const Spec *spec)
{
    char text[32] = "(null)";
    const void *p = lua_topointer(f->L, f->arg);
    check_spec(f->L, spec);
    if (p != NULL) {
        snprintf(text, sizeof text, "%p", p);
    }
    char *out = text_buffer_reserve(f->L, &f->buffer, ITEM_MAX);
    f->buffer.length += (size_t)write_padded(spec, "", 0, text, (int)strlen(text), false, out);
}

// Conversions of anything but "%s".
static void add_conversion(Formatting *f, const Spec *spec)
{
    lua_State *L = f->L;
    char conversion = spec->conversion;
    char *out = text_buffer_reserve(L, &f->buffer, ITEM_MAX);
    int length = 0;
    if (conversion_is_integer(conversion)) {
        lua_Integer i = luaL_checkinteger(L, f->arg);
        check_spec(L, spec);
        length = write_integer(spec, i, out);
    } else if (conversion_is_float(conversion)) {
        if (conversion == 'a' || conversion == 'A') {
            check_spec(L, spec);
        }
        lua_Number n = luaL_checknumber(L, f->arg);
        check_spec(L, spec);
        length = write_float(spec, n, out);
    } else if (conversion == 'c') {
        check_spec(L, spec);
        length = write_character(spec, luaL_checkinteger(L, f->arg), out);
    } else if (conversion == 'p') {
        add_pointer(f, spec);
    } else if (conversion == 'q') {
        if (spec_has_modifiers(spec)) {
            luaL_error(L, "specifier '%%q' cannot have modifiers");
        }
        add_quoted(f);
    } else {
        throw_invalid(L, spec, "invalid conversion '%s' to 'format'");
    }
    f->buffer.length += (size_t)length;
}

// Makes a text of the argument, in its slot. False: __tostring has to be called first; the state
// waits below the call: the text so far, in the buffer's slot, and where the conversion stands in
// the format. The next step is the argument's number.
static bool try_make_text(Formatting *f, size_t position)
{
    lua_State *L = f->L;
    int type = lua_type(L, f->arg);
    if (type == LUA_TSTRING || type == LUA_TNUMBER) {
        return true;
    }
    if (native_try_tostring(L, f->arg)) {
        lua_replace(L, f->arg);
        return true;
    }
    lua_pushlstring(L, f->buffer.bytes, f->buffer.length);
    lua_replace(L, f->arg_count + 1);
    lua_pushinteger(L, (lua_Integer)position);
    lua_insert(L, f->arg_count + 2);
    return false;
}

// Formats from position [at] of the format on, to the end or the next call.
static int format_from(Formatting *f, size_t at)
{
    lua_State *L = f->L;
    const String *format = text_check(L, 1);
    const char *s = format->bytes + at;
    const char *end = format->bytes + format->length;
    for (;;) {
        const char *percent = memchr(s, '%', (size_t)(end - s));
        if (percent == NULL) {
            break;
        }
        text_buffer_add(L, &f->buffer, s, (size_t)(percent - s));
        if (percent[1] == '%') {
            text_buffer_add_byte(L, &f->buffer, '%');
            s = percent + 2;
            continue;
        }
        if (++f->arg > f->arg_count) {
            return luaL_argerror(L, f->arg, "no value");
        }
        Spec spec;
        s = read_spec(percent, &spec);
        if (spec.is_too_long) {
            return luaL_error(L, "invalid format (too long)");
        }
        if (spec.conversion != 's') {
            add_conversion(f, &spec);
            continue;
        }
        if (!try_make_text(f, (size_t)(percent - format->bytes))) {
            return native_call(L, 1, 1, f->arg);
        }
        add_string(f, &spec);
    }
    text_buffer_add(L, &f->buffer, s, (size_t)(end - s));
    lua_pushlstring(L, f->buffer.bytes, f->buffer.length);
    return 1;
}

// The result of __tostring for argument [arg] is on top, the state below it. Returns the position
// to go on from.
static size_t take_result(Formatting *f, int arg)
{
    lua_State *L = f->L;
    if (!lua_isstring(L, -1)) {
        luaL_error(L, "'__tostring' must return a string");
    }
    size_t position = (size_t)lua_tointeger(L, -2);
    lua_replace(L, arg);
    f->arg = arg - 1; // its conversion is read again
    lua_pop(L, 1);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    lua_pushvalue(L, -1); // the text stays while the buffer's slot is used
    text_buffer_add(L, &f->buffer, text, length);
    lua_pop(L, 1);
    return position;
}

int text_format(lua_State *L, int step)
{
    char space[1024];
    Formatting f = {.L = L};
    if (step == 0) {
        f.arg_count = lua_gettop(L);
        f.arg = 1;
        text_check(L, 1);
        lua_pushnil(L);
        text_buffer_begin(&f.buffer, space, sizeof space, f.arg_count + 1);
        return format_from(&f, 0);
    }
    f.arg_count = lua_gettop(L) - 3;
    text_buffer_begin(&f.buffer, space, sizeof space, f.arg_count + 1);
    return format_from(&f, take_result(&f, step));
}
