// SPDX-License-Identifier: MIT
// lib_string_pack.c: string.pack, packsize and unpack (manual 6.4.2).
//
// A format is read item by item by next_item(), which keeps byte order and alignment in a Layout
// and says how many bytes of padding stand in front of the item. The three functions only differ in
// what they do with an item.

#include "stdlib/lib_string.h"

// Largest integer, in bytes.
#define INTEGER_MAX 16
#define LUA_INTEGER_BYTES ((int)sizeof(lua_Integer))

enum ItemKind {
    ITEM_INTEGER,
    ITEM_UNSIGNED,
    ITEM_FLOAT,
    ITEM_DOUBLE, // lua_Number too
    ITEM_CHARS,  // of fixed size
    ITEM_STRING, // with its length in front
    ITEM_ZERO_TERMINATED,
    ITEM_PADDING,
    ITEM_ALIGN,
    ITEM_NOTHING // changes the layout only
};

typedef struct Layout {
    lua_State *L;
    const char *at; // what is left of the format; it ends with a zero
    bool is_little;
    int align_max;
} Layout;

typedef struct Item {
    enum ItemKind kind;
    int size;    // bytes; of ITEM_STRING: of its length
    int padding; // bytes in front of it
} Item;

static bool machine_is_little(void)
{
    const union {
        int number;
        char bytes[sizeof(int)];
    } probe = {1};
    return probe.bytes[0] == 1;
}

static int machine_alignment(void)
{
    struct Probe {
        char c;
        union {
            LUAI_MAXALIGN;
        } aligned;
    };
    return (int)offsetof(struct Probe, aligned);
}

static void layout_begin(lua_State *L, Layout *layout, const char *format)
{
    layout->L = L;
    layout->at = format;
    layout->is_little = machine_is_little();
    layout->align_max = 1;
}

// ---- reading of formats

static inline bool at_digit(const Layout *layout)
{
    return *layout->at >= '0' && *layout->at <= '9';
}

// A number, or [otherwise]. Reading stops where one more digit could be too much for an int.
static int layout_number(Layout *layout, int otherwise)
{
    if (!at_digit(layout)) {
        return otherwise;
    }
    int number = 0;
    do {
        number = number * 10 + (*layout->at++ - '0');
    } while (at_digit(layout) && number <= (INT_MAX - 9) / 10);
    return number;
}

static int read_integer_size(Layout *layout, int otherwise)
{
    int size = layout_number(layout, otherwise);
    if (size < 1 || size > INTEGER_MAX) {
        luaL_error(layout->L, "integral size (%d) out of limits [1,%d]", size, INTEGER_MAX);
    }
    return size;
}

static int read_chars_size(Layout *layout)
{
    int size = layout_number(layout, -1);
    if (size == -1) {
        luaL_error(layout->L, "missing size for format option 'c'");
    }
    return size;
}

// Options that only change the layout. False: there is no such option.
static bool read_setting(Layout *layout, char option)
{
    switch (option) {
    case ' ':
        return true;
    case '<':
        layout->is_little = true;
        return true;
    case '>':
        layout->is_little = false;
        return true;
    case '=':
        layout->is_little = machine_is_little();
        return true;
    case '!':
        layout->align_max = read_integer_size(layout, machine_alignment());
        return true;
    default:
        return false;
    }
}

// Kind and size of options that no number follows; a size of 0: there is none such.
typedef struct PlainOption {
    uint8_t kind;
    uint8_t size;
} PlainOption;

static const PlainOption plain_options[CHAR_MAX + 1] = {
    ['b'] = {ITEM_INTEGER, sizeof(char)},
    ['B'] = {ITEM_UNSIGNED, sizeof(char)},
    ['h'] = {ITEM_INTEGER, sizeof(short)},
    ['H'] = {ITEM_UNSIGNED, sizeof(short)},
    ['l'] = {ITEM_INTEGER, sizeof(long)},
    ['L'] = {ITEM_UNSIGNED, sizeof(long)},
    ['j'] = {ITEM_INTEGER, sizeof(lua_Integer)},
    ['J'] = {ITEM_UNSIGNED, sizeof(lua_Integer)},
    ['T'] = {ITEM_UNSIGNED, sizeof(size_t)},
    ['f'] = {ITEM_FLOAT, sizeof(float)},
    ['d'] = {ITEM_DOUBLE, sizeof(double)},
    ['n'] = {ITEM_DOUBLE, sizeof(lua_Number)},
    ['x'] = {ITEM_PADDING, 1},
};

// Reads one option, without its alignment. (The item is filled in place: returned as a value it
// would be put together in memory and read at once, which stalls.)
static void read_option(Layout *layout, Item *item)
{
    char option = *layout->at++;
    PlainOption plain = plain_options[option & CHAR_MAX];
    item->size = 0;
    item->padding = 0;
    if (plain.size != 0 && option >= 0) {
        item->kind = plain.kind;
        item->size = plain.size;
        return;
    }
    switch (option) {
    case 'i':
    case 'I':
        item->kind = option == 'i' ? ITEM_INTEGER : ITEM_UNSIGNED;
        item->size = read_integer_size(layout, sizeof(int));
        return;
    case 's':
        item->kind = ITEM_STRING;
        item->size = read_integer_size(layout, sizeof(size_t));
        return;
    case 'c':
        item->kind = ITEM_CHARS;
        item->size = read_chars_size(layout);
        return;
    case 'z':
        item->kind = ITEM_ZERO_TERMINATED;
        return;
    case 'X':
        item->kind = ITEM_ALIGN;
        return;
    default:
        if (!read_setting(layout, option)) {
            luaL_error(layout->L, "invalid format option '%c'", option);
        }
        item->kind = ITEM_NOTHING;
    }
}

// The bytes to whose multiple option X aligns: those of the option that follows, which is for
// nothing else.
static int read_alignment(Layout *layout)
{
    Item model = {.kind = ITEM_CHARS, .size = 0};
    if (*layout->at != '\0') {
        read_option(layout, &model);
    }
    if (model.kind == ITEM_CHARS || model.size == 0) {
        luaL_argerror(layout->L, 1, "invalid next option for option 'X'");
    }
    return model.size;
}

static int padding_for(const Layout *layout, int alignment, size_t position)
{
    if (alignment > layout->align_max) {
        alignment = layout->align_max;
    }
    if ((alignment & (alignment - 1)) != 0) {
        luaL_argerror(layout->L, 1, "format asks for alignment not power of 2");
    }
    return (alignment - (int)(position & (size_t)(alignment - 1))) & (alignment - 1);
}

// Reads the next item; [position]: bytes in front of it.
static void next_item(Layout *layout, size_t position, Item *item)
{
    read_option(layout, item);
    int alignment = item->kind == ITEM_ALIGN ? read_alignment(layout) : item->size;
    bool is_aligned =
        item->kind <= ITEM_DOUBLE || item->kind == ITEM_STRING || item->kind == ITEM_ALIGN;
    if (is_aligned && alignment > 1) {
        item->padding = padding_for(layout, alignment, position);
    }
}

// ---- pack

static void add_zeros(lua_State *L, TextBuffer *buffer, size_t count)
{
    memset(text_buffer_reserve(L, buffer, count), 0, count);
    buffer->length += count;
}

// Adds [size] bytes of [n]; beyond those of a lua_Integer the sign goes on.
static void add_integer(lua_State *L, TextBuffer *buffer, lua_Unsigned n, bool is_little, int size,
                        bool is_negative)
{
    char *to = text_buffer_reserve(L, buffer, INTEGER_MAX);
    if (is_little && machine_is_little() && size <= LUA_INTEGER_BYTES) {
        memcpy(to, &n, sizeof n); // the bytes behind [size] do not count
        buffer->length += (size_t)size;
        return;
    }
    for (int i = 0; i < size; i++) {
        char byte = is_negative ? (char)0xff : 0;
        if (i < LUA_INTEGER_BYTES) {
            byte = (char)(n >> (8 * i) & 0xff);
        }
        to[is_little ? i : size - 1 - i] = byte;
    }
    buffer->length += (size_t)size;
}

// Copies the bytes of a machine number in the order that is asked for.
static void copy_ordered(char *to, const char *from, size_t size, bool is_little)
{
    if (is_little == machine_is_little()) {
        if (size == sizeof(double)) {
            memcpy(to, from, sizeof(double)); // a plain move
        } else {
            memcpy(to, from, size);
        }
        return;
    }
    for (size_t i = 0; i < size; i++) {
        to[i] = from[size - 1 - i];
    }
}

static void pack_integer(Layout *layout, TextBuffer *buffer, const Item *item, int arg)
{
    lua_State *L = layout->L;
    lua_Integer n = text_check_integer(L, arg);
    bool is_signed = item->kind == ITEM_INTEGER;
    if (item->size < LUA_INTEGER_BYTES) {
        lua_Integer limit = (lua_Integer)1 << (item->size * 8 - is_signed);
        if (is_signed) {
            luaL_argcheck(L, -limit <= n && n < limit, arg, "integer overflow");
        } else {
            luaL_argcheck(L, (lua_Unsigned)n < (lua_Unsigned)limit, arg, "unsigned overflow");
        }
    }
    add_integer(L, buffer, (lua_Unsigned)n, layout->is_little, item->size, is_signed && n < 0);
}

static void pack_float(Layout *layout, TextBuffer *buffer, const Item *item, int arg)
{
    double number = luaL_checknumber(layout->L, arg);
    float small = (float)number;
    const char *bytes = item->kind == ITEM_FLOAT ? (const char *)&small : (const char *)&number;
    char *to = text_buffer_reserve(layout->L, buffer, sizeof number);
    copy_ordered(to, bytes, (size_t)item->size, layout->is_little);
    buffer->length += (size_t)item->size;
}

static void pack_string(Layout *layout, TextBuffer *buffer, const Item *item, int arg)
{
    lua_State *L = layout->L;
    const String *s = text_check(L, arg);
    if (item->kind == ITEM_CHARS) {
        luaL_argcheck(L, s->length <= (size_t)item->size, arg, "string longer than given size");
        text_buffer_add(L, buffer, s->bytes, s->length);
        add_zeros(L, buffer, (size_t)item->size - s->length);
        return;
    }
    if (item->kind == ITEM_STRING) {
        luaL_argcheck(
            L, item->size >= (int)sizeof(size_t) || s->length < (size_t)1 << (item->size * 8), arg,
            "string length does not fit in given size");
        add_integer(L, buffer, s->length, layout->is_little, item->size, false);
        text_buffer_add(L, buffer, s->bytes, s->length);
        return;
    }
    luaL_argcheck(L, strlen(s->bytes) == s->length, arg, "string contains zeros");
    text_buffer_add(L, buffer, s->bytes, s->length + 1);
}

int text_pack(lua_State *L)
{
    char space[512];
    TextBuffer buffer;
    Layout layout;
    layout_begin(L, &layout, text_check(L, 1)->bytes);
    int arg = 1;
    lua_pushnil(L); // behind the arguments; a missing one is this nil
    lua_pushnil(L);
    text_buffer_begin(&buffer, space, sizeof space, lua_gettop(L));
    while (*layout.at != '\0') {
        Item item;
        next_item(&layout, buffer.length, &item);
        if (item.padding > 0) {
            add_zeros(L, &buffer, (size_t)item.padding);
        }
        switch (item.kind) {
        case ITEM_INTEGER:
        case ITEM_UNSIGNED:
            pack_integer(&layout, &buffer, &item, ++arg);
            break;
        case ITEM_FLOAT:
        case ITEM_DOUBLE:
            pack_float(&layout, &buffer, &item, ++arg);
            break;
        case ITEM_CHARS:
        case ITEM_STRING:
        case ITEM_ZERO_TERMINATED:
            pack_string(&layout, &buffer, &item, ++arg);
            break;
        case ITEM_PADDING:
            add_zeros(L, &buffer, 1);
            break;
        default:
            break;
        }
    }
    lua_pushlstring(L, buffer.bytes, buffer.length);
    return 1;
}

int text_pack_size(lua_State *L)
{
    Layout layout;
    layout_begin(L, &layout, text_check(L, 1)->bytes);
    size_t total = 0;
    while (*layout.at != '\0') {
        Item item;
        next_item(&layout, total, &item);
        luaL_argcheck(L, item.kind != ITEM_STRING && item.kind != ITEM_ZERO_TERMINATED, 1,
                      "variable-length format");
        size_t size = (size_t)item.size + (size_t)item.padding;
        luaL_argcheck(L, total <= TEXT_SIZE_MAX - size, 1, "format result too large");
        total += size;
    }
    lua_pushinteger(L, (lua_Integer)total);
    return 1;
}

// ---- unpack

static lua_Integer read_integer(const Layout *layout, const char *bytes, int size, bool is_signed)
{
    lua_Unsigned n = 0;
    int kept = size < LUA_INTEGER_BYTES ? size : LUA_INTEGER_BYTES;
    for (int i = kept - 1; i >= 0; i--) {
        n = n << 8 | (unsigned char)bytes[layout->is_little ? i : size - 1 - i];
    }
    if (size < LUA_INTEGER_BYTES) {
        if (is_signed) {
            lua_Unsigned sign = (lua_Unsigned)1 << (size * 8 - 1);
            n = (n ^ sign) - sign;
        }
        return (lua_Integer)n;
    }
    int filler = is_signed && (lua_Integer)n < 0 ? 0xff : 0;
    for (int i = kept; i < size; i++) { // further bytes may only repeat the sign
        if ((unsigned char)bytes[layout->is_little ? i : size - 1 - i] != filler) {
            luaL_error(layout->L, "%d-byte integer does not fit into Lua Integer", size);
        }
    }
    return (lua_Integer)n;
}

static lua_Number read_float(const Layout *layout, const char *bytes, const Item *item)
{
    if (item->kind == ITEM_FLOAT) {
        float number;
        copy_ordered((char *)&number, bytes, sizeof number, layout->is_little);
        return number;
    }
    double number;
    copy_ordered((char *)&number, bytes, sizeof number, layout->is_little);
    return number;
}

// Pushes the item at [bytes], of which there are [rest]. Returns the bytes it takes besides its
// size, or for items without size all.
static size_t unpack_item(const Layout *layout, const Item *item, const char *bytes, size_t rest)
{
    lua_State *L = layout->L;
    switch (item->kind) {
    case ITEM_INTEGER:
    case ITEM_UNSIGNED:
        lua_pushinteger(L, read_integer(layout, bytes, item->size, item->kind == ITEM_INTEGER));
        return 0;
    case ITEM_FLOAT:
    case ITEM_DOUBLE:
        lua_pushnumber(L, read_float(layout, bytes, item));
        return 0;
    case ITEM_CHARS:
        lua_pushlstring(L, bytes, (size_t)item->size);
        return 0;
    case ITEM_STRING: {
        size_t length = (size_t)read_integer(layout, bytes, item->size, false);
        luaL_argcheck(L, length <= rest - (size_t)item->size, 2, "data string too short");
        lua_pushlstring(L, bytes + item->size, length);
        return length;
    }
    default: { // ITEM_ZERO_TERMINATED
        const char *end = memchr(bytes, '\0', rest);
        luaL_argcheck(L, end != NULL, 2, "unfinished string for format 'z'");
        lua_pushlstring(L, bytes, (size_t)(end - bytes));
        return (size_t)(end - bytes) + 1;
    }
    }
}

int text_unpack(lua_State *L)
{
    Layout layout;
    layout_begin(L, &layout, text_check(L, 1)->bytes);
    const String *data = text_check(L, 2);
    size_t at = text_start(text_opt_integer(L, 3, 1), data->length) - 1;
    luaL_argcheck(L, at <= data->length, 3, "initial position out of string");
    int count = 0;
    while (*layout.at != '\0') {
        Item item;
        next_item(&layout, at, &item);
        size_t needed = (size_t)item.padding + (size_t)item.size;
        luaL_argcheck(L, needed <= data->length - at, 2, "data string too short");
        at += (size_t)item.padding;
        if (item.kind < ITEM_PADDING) {
            if (L->stack_limit - L->top < LUA_MINSTACK) { // the message needs room as well
                luaL_checkstack(L, LUA_MINSTACK, "too many results");
            }
            at += unpack_item(&layout, &item, data->bytes + at, data->length - at);
            count++;
        }
        at += (size_t)item.size;
    }
    lua_pushinteger(L, (lua_Integer)at + 1);
    return count + 1;
}
