// SPDX-License-Identifier: MIT
// pretty.c: see pretty.h.
//
// A table is first written into one line; if that gets too wide, what was written is taken back and
// items get lines of their own, short ones sharing them. Tables that are met more than once get a
// number in a first pass: <1>{...} where they are shown, <table 1> elsewhere; the tables of loaded
// modules go by their names inside of others. Access is raw throughout.

#include "src/cli/pretty.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "neap.h"
#include "src/cli/names.h"
#include "src/cli/terminal.h"

#define DEPTH_MAX 4
#define ITEMS_TOP_MAX 100   // of a table shown alone
#define ITEMS_MAX 30        // of a table inside of another
#define LINES_MAX 100       // of one value, approximately
#define SCALAR_MAX 30       // bytes of a string that shares its line with others
#define STRING_MAX 200      // bytes of a string inside of a table
#define STRING_TOP_MAX 8000 // bytes of a string shown alone
#define SHARED_MAX 200
#define INDENT 2

// The text so far, and what was shown.
typedef struct Printer {
    lua_State *L;
    char *text; // owned, kept from one value to the next
    size_t length;
    size_t size;
    size_t invisible;  // bytes of text that take no column
    size_t line_start; // visible bytes in front of the current line
    bool in_colour;
    int width;
    int lines;
    int ids;   // stack index of the table {table = number, or true: met once, or a module's name}
    int texts; // of the table {value = what its __tostring gave}
    int shared_count;
    bool is_shown[SHARED_MAX + 1];
    int shown[SHARED_MAX + 1]; // numbers in the order they were shown
    int shown_count;
} Printer;

// A place in the text to come back to.
typedef struct Mark {
    size_t length;
    size_t invisible;
    size_t line_start;
    int lines;
    int shown_count;
} Mark;

static Printer printer;

// ---- text

static void add_bytes(Printer *p, const char *text, size_t length)
{
    if (p->length + length + 1 > p->size) {
        size_t size = (p->length + length + 1) * 2;
        char *grown = realloc(p->text, size);
        if (grown == NULL) {
            luaL_error(p->L, "not enough memory");
        }
        p->text = grown;
        p->size = size;
    }
    memcpy(p->text + p->length, text, length);
    p->length += length;
    p->text[p->length] = '\0';
}

static void add(Printer *p, const char *text)
{
    add_bytes(p, text, strlen(text));
}

static void add_code(Printer *p, const char *code)
{
    if (p->in_colour) {
        add(p, code);
        p->invisible += strlen(code);
    }
}

static void add_coloured(Printer *p, const char *code, const char *text)
{
    add_code(p, code);
    add(p, text);
    add_code(p, "\033[0m");
}

static size_t visible_length(const Printer *p)
{
    return p->length - p->invisible;
}

static Mark mark_place(const Printer *p)
{
    return (Mark){p->length, p->invisible, p->line_start, p->lines, p->shown_count};
}

// Takes back what was written behind [mark].
static void take_back(Printer *p, Mark mark)
{
    p->length = mark.length;
    p->text[mark.length] = '\0';
    p->invisible = mark.invisible;
    p->line_start = mark.line_start;
    p->lines = mark.lines;
    while (p->shown_count > mark.shown_count) {
        p->is_shown[p->shown[--p->shown_count]] = false;
    }
}

static void add_line(Printer *p, int depth)
{
    add(p, "\n");
    p->lines++;
    p->line_start = visible_length(p);
    for (int i = 0; i < depth * INDENT; i++) {
        add(p, " ");
    }
}

#define STRING_COLOUR "\033[32m"
#define NUMBER_COLOUR "\033[36m"
#define WORD_COLOUR "\033[35m"
#define OTHER_COLOUR "\033[33m"

// ---- strings

// Bytes of the well-formed UTF-8 character at [s], or 0.
static size_t character_length(const unsigned char *s, size_t left)
{
    size_t length = s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;
    if (length == 0 || length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    bool is_bad = (s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
                  (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f);
    return is_bad || (s[0] == 0xc2 && s[1] < 0xa0) ? 0 : length;
}

enum TextStyle { TEXT_QUOTED, TEXT_IN_LINE, TEXT_WITH_LINES };

static bool is_plain(unsigned char c, enum TextStyle style)
{
    if (c == '"' || c == '\\') {
        return style != TEXT_QUOTED;
    }
    return (c >= ' ' && c < 0x7f) || (style == TEXT_WITH_LINES && (c == '\n' || c == '\t'));
}

// The code of a character that cannot be seen, or that changes the direction of others; else 0.
static unsigned hidden_code(const unsigned char *s, size_t bytes)
{
    unsigned code = bytes != 3 ? 0 : (s[0] & 15u) << 12 | (s[1] & 63u) << 6 | (s[2] & 63u);
    bool is_hidden = (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
                     (code >= 0x2060 && code <= 0x206f) || code == 0xfeff;
    return is_hidden ? code : 0;
}

static void add_escape(Printer *p, unsigned char c)
{
    static const char plain[] = "\a\b\t\n\v\f\r\"\\";
    static const char letters[] = "abtnvfr\"\\";
    const char *found = c != '\0' ? strchr(plain, c) : NULL;
    char escape[8];
    if (found != NULL) {
        snprintf(escape, sizeof escape, "\\%c", letters[found - plain]);
    } else {
        snprintf(escape, sizeof escape, "\\x%02X", c);
    }
    add(p, escape);
}

// Adds the character at [s]; returns its bytes. Wide characters count as two columns; combining
// ones too, for which there is no table here.
static size_t add_character(Printer *p, const unsigned char *s, size_t left, enum TextStyle style)
{
    size_t bytes = is_plain(s[0], style) ? 1 : character_length(s, left);
    unsigned hidden = hidden_code(s, bytes);
    if (bytes == 0) {
        add_escape(p, s[0]);
        return 1;
    }
    if (hidden != 0) {
        char escape[16];
        snprintf(escape, sizeof escape, "\\u{%X}", hidden);
        add(p, escape);
    } else {
        add_bytes(p, (const char *)s, bytes);
        p->invisible += bytes - (s[0] >= 0xe3 ? 2 : 1);
    }
    return bytes;
}

// Adds text with everything that a terminal might obey escaped, up to [limit] bytes.
static void add_text(Printer *p, int index, size_t limit, enum TextStyle style)
{
    size_t length;
    const unsigned char *s = (const unsigned char *)lua_tolstring(p->L, index, &length);
    const char *quote = style == TEXT_QUOTED ? "\"" : "";
    size_t i = 0;
    add(p, quote);
    while (i < length && (i < limit || length < limit + limit / 8)) {
        i += add_character(p, s + i, length - i, style);
    }
    add(p, quote);
    if (i < length) {
        char more[48];
        snprintf(more, sizeof more, " ... %zu more bytes", length - i);
        add(p, more);
    }
}

// The string on top, which is popped.
static void add_other(Printer *p)
{
    add_code(p, OTHER_COLOUR);
    add_text(p, -1, STRING_MAX, TEXT_IN_LINE);
    add_code(p, "\033[0m");
    lua_pop(p->L, 1);
}

// ---- functions, coroutines, userdata

static void add_function(Printer *p, int index)
{
    lua_State *L = p->L;
    lua_Debug ar;
    lua_pushvalue(L, index);
    lua_getinfo(L, ">S", &ar);
    int top = lua_gettop(L);
    if (ar.what[0] != 'C') {
        lua_pushfstring(L, "<function %s:%d>", ar.short_src, ar.linedefined);
    } else if (names_push_library_name(L, index)) {
        lua_pushfstring(L, "<function %s in C>", lua_tostring(L, -1));
    } else {
        lua_pushliteral(L, "<function in C>");
    }
    add_other(p);
    lua_settop(L, top);
}

static const char *coroutine_status(lua_State *L, lua_State *thread)
{
    lua_Debug ar;
    if (thread == L) {
        return "running";
    }
    switch (lua_status(thread)) {
    case LUA_YIELD:
        return "suspended";
    case LUA_OK:
        if (lua_getstack(thread, 0, &ar)) {
            return "normal";
        }
        return lua_gettop(thread) == 0 ? "dead" : "suspended";
    default:
        return "dead";
    }
}

static void add_coroutine(Printer *p, int index)
{
    lua_State *L = p->L;
    lua_State *thread = lua_tothread(L, index);
    lua_Debug ar;
    lua_pushfstring(L, "<coroutine %s>", coroutine_status(L, thread));
    for (int level = 0; thread != L && lua_getstack(thread, level, &ar); level++) {
        lua_getinfo(thread, "Sl", &ar);
        if (ar.currentline > 0) {
            lua_pop(L, 1);
            lua_pushfstring(L, "<coroutine %s at %s:%d>", coroutine_status(L, thread), ar.short_src,
                            ar.currentline);
            break;
        }
    }
    add_other(p);
}

// ---- metatables

// Pushes the raw string field [name] of the metatable of the value at [index].
static const char *push_meta_name(lua_State *L, int index)
{
    if (luaL_getmetafield(L, index, "__name") == LUA_TNIL) {
        return NULL;
    }
    if (lua_type(L, -1) != LUA_TSTRING) {
        lua_pop(L, 1);
        return NULL;
    }
    return lua_tostring(L, -1);
}

// Pushes what __tostring makes of the value (true: no string; false: it failed), which is called
// once for each value, though lines are written and taken back. False: there is none.
static bool push_tostring(Printer *p, int index)
{
    lua_State *L = p->L;
    lua_pushvalue(L, index);
    if (lua_rawget(L, p->texts) != LUA_TNIL) {
        return true;
    }
    lua_pop(L, 1);
    if (luaL_getmetafield(L, index, "__tostring") == LUA_TNIL) {
        return false;
    }
    lua_pushvalue(L, index);
    int status = lua_pcall(L, 1, 1, 0);
    if (neap_stopreason(L) != NEAP_RUNNING) {
        luaL_error(L, "stopped");
    }
    if (status != LUA_OK || lua_type(L, -1) != LUA_TSTRING) {
        lua_pop(L, 1);
        lua_pushboolean(L, status == LUA_OK);
    }
    lua_pushvalue(L, index);
    lua_pushvalue(L, -2);
    lua_rawset(L, p->texts);
    return true;
}

// Shows what __tostring makes of the value. False if there is none, or if it fails: then the
// failure is mentioned and the value is still to be shown.
static bool add_tostring(Printer *p, int index, int depth)
{
    if (!push_tostring(p, index)) {
        return false;
    }
    bool is_good = lua_type(p->L, -1) == LUA_TSTRING;
    if (is_good && depth == 0) {
        add_text(p, -1, STRING_TOP_MAX, TEXT_WITH_LINES);
    } else if (is_good) {
        add_text(p, -1, STRING_MAX, TEXT_IN_LINE);
    } else {
        bool fails = !lua_toboolean(p->L, -1);
        add(p, fails ? "<__tostring fails> " : "<__tostring gives no string> ");
    }
    lua_pop(p->L, 1);
    return is_good;
}

static void add_userdata(Printer *p, int index)
{
    lua_State *L = p->L;
    int top = lua_gettop(L);
    const char *name = push_meta_name(L, index);
    if (name == NULL) {
        name = lua_islightuserdata(L, index) ? "light userdata" : "userdata";
    }
    lua_pushfstring(L, "<%s %p>", name, lua_topointer(L, index));
    add_other(p);
    lua_settop(L, top);
}

// ---- tables

static void add_item(Printer *p, int index, int depth, bool in_one_line);

static int items_max(int depth)
{
    return depth == 0 ? ITEMS_TOP_MAX : ITEMS_MAX;
}

// Numbers tables that will be met more than once. The table is at [index].
static void find_shared(Printer *p, int index, int depth)
{
    lua_State *L = p->L;
    lua_pushvalue(L, index);
    int type = lua_rawget(L, p->ids);
    lua_pop(L, 1);
    if (type == LUA_TNUMBER || type == LUA_TSTRING || depth >= DEPTH_MAX) {
        return;
    }
    lua_pushvalue(L, index);
    if (type == LUA_TBOOLEAN) {
        if (p->shared_count < SHARED_MAX) {
            lua_pushinteger(L, ++p->shared_count);
            lua_rawset(L, p->ids);
        } else {
            lua_pop(L, 1);
        }
        return;
    }
    lua_pushboolean(L, 1);
    lua_rawset(L, p->ids);
    luaL_checkstack(L, LUA_MINSTACK, NULL);
    int items = 0;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        if (items++ >= items_max(depth)) {
            lua_pop(L, 2);
            return;
        }
        if (lua_istable(L, -1)) {
            find_shared(p, lua_gettop(L), depth + 1);
        }
    }
}

static void add_key(Printer *p, int index, int depth)
{
    size_t length;
    const char *name =
        lua_type(p->L, index) == LUA_TSTRING ? lua_tolstring(p->L, index, &length) : NULL;
    if (name != NULL && names_is_name(name, length)) {
        add(p, name);
    } else {
        add(p, "[");
        add_item(p, index, name == NULL && lua_istable(p->L, index) ? DEPTH_MAX : depth, true);
        add(p, "]");
    }
    add(p, " = ");
}

// What is being written of one table.
typedef struct Items {
    int depth; // of the items
    bool in_one_line;
    bool is_filling;     // the last item may share its line
    size_t start;        // visible bytes in front
    int count;           // written
    lua_Unsigned hidden; // left out
} Items;

// Where a line got too wide nothing more needs to be added: it will be taken back.
static bool is_too_wide(const Printer *p, const Items *items)
{
    return items->in_one_line && visible_length(p) - items->start > (size_t)p->width;
}

static bool has_room(const Printer *p, const Items *items)
{
    return items->count < items_max(items->depth - 1) && p->lines < LINES_MAX;
}

static void begin_item(Printer *p, Items *items, bool in_same_line)
{
    add(p, items->count > 0 ? "," : "");
    if (!in_same_line) {
        add_line(p, items->depth);
    } else {
        add(p, items->count > 0 ? " " : "");
    }
}

static bool is_short(lua_State *L, int index)
{
    int type = lua_type(L, index);
    return type == LUA_TNUMBER || type == LUA_TBOOLEAN ||
           (type == LUA_TSTRING && lua_rawlen(L, index) <= SCALAR_MAX);
}

// Adds the item on top. Short ones fill their line.
static void add_array_item(Printer *p, Items *items)
{
    int index = lua_gettop(p->L);
    bool fills = is_short(p->L, index);
    Mark mark = mark_place(p);
    bool in_same_line = items->in_one_line || (fills && items->is_filling);
    begin_item(p, items, in_same_line);
    add_item(p, index, items->depth, items->in_one_line);
    if (in_same_line && !items->in_one_line &&
        visible_length(p) - p->line_start >= (size_t)p->width) {
        take_back(p, mark);
        begin_item(p, items, false);
        add_item(p, index, items->depth, false);
    }
    items->is_filling = fills;
    items->count++;
}

// Adds 1, 2, ...; returns how many there are. May stop early in a line that is too wide.
static lua_Integer add_array(Printer *p, int index, Items *items)
{
    lua_Integer border = 0;
    while (lua_rawgeti(p->L, index, border + 1) != LUA_TNIL && !is_too_wide(p, items)) {
        if (has_room(p, items)) {
            add_array_item(p, items);
        } else {
            items->hidden++;
        }
        lua_pop(p->L, 1);
        border++;
    }
    lua_pop(p->L, 1);
    return border;
}

// Adds the items other than 1 to [border] in their order.
static void add_fields(Printer *p, int index, lua_Integer border, Items *items)
{
    lua_State *L = p->L;
    int key = lua_gettop(L) + 1;
    for (lua_pushnil(L); lua_next(L, index) && !is_too_wide(p, items); lua_pop(L, 1)) {
        bool is_number = lua_isinteger(L, key);
        lua_Integer number = is_number ? lua_tointeger(L, key) : 0;
        if (number >= 1 && number <= border) {
            continue;
        }
        if (has_room(p, items)) {
            begin_item(p, items, items->in_one_line);
            add_key(p, key, items->depth);
            add_item(p, key + 1, items->depth, items->in_one_line);
            items->count++;
        } else {
            items->hidden++;
        }
    }
    lua_settop(L, key - 1);
}

// The items of the table at [index]: first 1, 2, ..., then the others.
static void add_items(Printer *p, int index, int depth, bool in_one_line)
{
    Items items = {.depth = depth, .in_one_line = in_one_line, .start = visible_length(p)};
    lua_Integer border = add_array(p, index, &items);
    add_fields(p, index, border, &items);
    if (items.hidden > 0) {
        char more[48];
        begin_item(p, &items, in_one_line);
        snprintf(more, sizeof more, "... and %llu more", (unsigned long long)items.hidden);
        add(p, more);
    }
}

static bool has_items(lua_State *L, int index)
{
    lua_pushnil(L);
    if (!lua_next(L, index)) {
        return false;
    }
    lua_pop(L, 2);
    return true;
}

static void add_table_body(Printer *p, int index, int depth, bool in_one_line)
{
    if (!has_items(p->L, index)) {
        add(p, "{}");
        return;
    }
    if (depth >= DEPTH_MAX) {
        add(p, "{...}");
        return;
    }
    Mark mark = mark_place(p);
    size_t start = visible_length(p);
    add(p, "{");
    add_items(p, index, depth + 1, true);
    add(p, "}");
    size_t written = visible_length(p) - start;
    if (in_one_line || written + (size_t)(depth * INDENT) + 16 <= (size_t)p->width) {
        return;
    }
    take_back(p, mark);
    add(p, "{");
    add_items(p, index, depth + 1, false);
    add_line(p, depth);
    add(p, "}");
}

// Adds the mark of a table that is met more than once, or the name of a module. False if that is
// all.
static bool add_mark(Printer *p, int index, int depth)
{
    lua_State *L = p->L;
    lua_pushvalue(L, index);
    int type = lua_rawget(L, p->ids);
    if (type == LUA_TSTRING && depth > 0) {
        lua_pushfstring(L, "<module %s>", lua_tostring(L, -1));
        add_other(p);
        lua_pop(L, 1);
        return false;
    }
    int number = type == LUA_TNUMBER ? (int)lua_tointeger(L, -1) : 0;
    lua_pop(L, 1);
    if (number == 0) {
        return true;
    }
    bool again = p->is_shown[number];
    lua_pushfstring(L, again ? "<table %d>" : "<%d>", number);
    add_other(p);
    if (!again) {
        p->is_shown[number] = true;
        p->shown[p->shown_count++] = number;
    }
    return !again;
}

static void add_table(Printer *p, int index, int depth, bool in_one_line)
{
    if (!add_mark(p, index, depth)) {
        return;
    }
    if (push_meta_name(p->L, index) != NULL) {
        add_other(p);
        add(p, " ");
    }
    add_table_body(p, index, depth, in_one_line);
}

// ---- any value

// Without the metatable that numbers may have.
static void add_number(Printer *p, int index)
{
    lua_pushvalue(p->L, index);
    add_coloured(p, NUMBER_COLOUR, lua_tostring(p->L, -1));
    lua_pop(p->L, 1);
}

static void add_object(Printer *p, int index, int depth, bool in_one_line)
{
    int type = lua_type(p->L, index);
    if ((type == LUA_TTABLE || type == LUA_TUSERDATA) && add_tostring(p, index, depth)) {
        return;
    }
    switch (type) {
    case LUA_TTABLE:
        add_table(p, index, depth, in_one_line);
        break;
    case LUA_TFUNCTION:
        add_function(p, index);
        break;
    case LUA_TTHREAD:
        add_coroutine(p, index);
        break;
    default:
        add_userdata(p, index);
        break;
    }
}

static void add_item(Printer *p, int index, int depth, bool in_one_line)
{
    luaL_checkstack(p->L, LUA_MINSTACK, NULL);
    switch (lua_type(p->L, index)) {
    case LUA_TNIL:
        add_coloured(p, WORD_COLOUR, "nil");
        break;
    case LUA_TBOOLEAN:
        add_coloured(p, WORD_COLOUR, lua_toboolean(p->L, index) ? "true" : "false");
        break;
    case LUA_TNUMBER:
        add_number(p, index);
        break;
    case LUA_TSTRING:
        add_code(p, STRING_COLOUR);
        add_text(p, index, depth == 0 ? STRING_TOP_MAX : STRING_MAX, TEXT_QUOTED);
        add_code(p, "\033[0m");
        break;
    default:
        add_object(p, index, depth, in_one_line);
        break;
    }
}

// Begins the table of ids with the loaded modules, without the one to be shown.
static void push_modules(lua_State *L, int shown)
{
    lua_newtable(L);
    int ids = lua_gettop(L);
    lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    for (lua_pushnil(L); lua_istable(L, ids + 1) && lua_next(L, ids + 1); lua_pop(L, 1)) {
        if (lua_istable(L, -1) && lua_type(L, -2) == LUA_TSTRING && !lua_rawequal(L, -1, shown)) {
            lua_pushvalue(L, -1);
            lua_pushvalue(L, -3);
            lua_rawset(L, ids);
        }
    }
    lua_settop(L, ids);
}

const char *pretty_value(lua_State *L, int index, bool in_colour)
{
    Printer *p = &printer;
    index = lua_absindex(L, index);
    *p = (Printer){.L = L, .text = p->text, .size = p->size, .in_colour = in_colour};
    p->width = terminal_width();
    luaL_checkstack(L, LUA_MINSTACK, NULL);
    push_modules(L, index);
    lua_newtable(L);
    p->texts = lua_gettop(L);
    p->ids = p->texts - 1;
    add(p, "");
    if (lua_istable(L, index)) {
        find_shared(p, index, 0);
    }
    add_item(p, index, 0, false);
    lua_settop(L, p->ids - 1);
    return p->text;
}
