// SPDX-License-Identifier: MIT
// pretty.c: see pretty.h.
//
// A table is first written into one line; if that gets too wide, what was written is taken back and
// each item gets a line of its own. Tables that are met more than once get a number in a first
// pass: <1>{...} where they are shown, <table 1> elsewhere. Access is raw throughout.

#include "src/cli/pretty.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lauxlib.h"

#define DEPTH_MAX 4
#define ITEMS_MAX 30        // of one table
#define LINES_MAX 200       // of one value
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
    size_t invisible; // bytes of colour codes in text
    bool in_colour;
    int width;
    int lines;
    int ids; // stack index of the table {table = number, or true: met once}
    int shared_count;
    bool is_shown[SHARED_MAX + 1];
    int shown[SHARED_MAX + 1]; // numbers in the order they were shown
    int shown_count;
} Printer;

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

static void add_line(Printer *p, int depth)
{
    add(p, "\n");
    p->lines++;
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

static void add_string(Printer *p, int index, size_t limit)
{
    size_t length;
    const unsigned char *s = (const unsigned char *)lua_tolstring(p->L, index, &length);
    size_t end = length > limit ? limit : length;
    add_code(p, STRING_COLOUR);
    add(p, "\"");
    size_t i = 0;
    while (i < end) {
        bool is_plain = s[i] >= ' ' && s[i] < 0x7f && s[i] != '"' && s[i] != '\\';
        size_t bytes = is_plain ? 1 : character_length(s + i, length - i);
        if (bytes > 0) {
            add_bytes(p, (const char *)s + i, bytes);
            i += bytes;
        } else {
            add_escape(p, s[i++]);
        }
    }
    add(p, "\"");
    add_code(p, "\033[0m");
    if (i < length) {
        char more[48];
        snprintf(more, sizeof more, " ... %zu more bytes", length - i);
        add(p, more);
    }
}

// ---- functions, coroutines, userdata

// Pushes "string.format" for a function of a loaded library. The prompt's own _1 is no name.
static bool push_library_name(lua_State *L, int function)
{
    int top = lua_gettop(L);
    lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    for (lua_pushnil(L); lua_istable(L, top + 1) && lua_next(L, top + 1); lua_pop(L, 1)) {
        if (!lua_istable(L, -1) || lua_type(L, -2) != LUA_TSTRING) {
            continue;
        }
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
            bool is_named = lua_type(L, -2) == LUA_TSTRING && lua_tostring(L, -2)[0] != '_';
            if (is_named && lua_rawequal(L, -1, function)) {
                const char *library = lua_tostring(L, top + 2);
                const char *name = lua_tostring(L, -2);
                if (strcmp(library, LUA_GNAME) == 0) {
                    lua_pushstring(L, name);
                } else {
                    lua_pushfstring(L, "%s.%s", library, name);
                }
                lua_replace(L, top + 1);
                lua_settop(L, top + 1);
                return true;
            }
        }
    }
    lua_settop(L, top);
    return false;
}

static void add_function(Printer *p, int index)
{
    lua_State *L = p->L;
    lua_Debug ar;
    lua_pushvalue(L, index);
    lua_getinfo(L, ">S", &ar);
    int top = lua_gettop(L);
    if (ar.what[0] != 'C') {
        lua_pushfstring(L, "<function %s:%d>", ar.short_src, ar.linedefined);
    } else if (push_library_name(L, index)) {
        lua_pushfstring(L, "<function %s, built in>", lua_tostring(L, -1));
    } else {
        lua_pushliteral(L, "<function in C>");
    }
    add_coloured(p, OTHER_COLOUR, lua_tostring(L, -1));
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
    const char *text = lua_pushfstring(L, "<coroutine %s>", coroutine_status(L, thread));
    for (int level = 0; thread != L && lua_getstack(thread, level, &ar); level++) {
        lua_getinfo(thread, "Sl", &ar);
        if (ar.currentline > 0) {
            text = lua_pushfstring(L, "<coroutine %s at %s:%d>", coroutine_status(L, thread),
                                   ar.short_src, ar.currentline);
            lua_remove(L, -2);
            break;
        }
    }
    add_coloured(p, OTHER_COLOUR, text);
    lua_pop(L, 1);
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

// Shows what __tostring makes of the value. False if there is none, or if it fails: then the
// failure is mentioned and the value is still to be shown.
static bool add_tostring(Printer *p, int index)
{
    lua_State *L = p->L;
    int top = lua_gettop(L);
    if (luaL_getmetafield(L, index, "__tostring") == LUA_TNIL) {
        return false;
    }
    lua_pushvalue(L, index);
    int status = lua_pcall(L, 1, 1, 0);
    bool is_good = status == LUA_OK && lua_type(L, -1) == LUA_TSTRING;
    if (is_good) {
        add(p, lua_tostring(L, -1));
    } else {
        add(p, status == LUA_OK ? "<__tostring gives no string> " : "<__tostring fails> ");
    }
    lua_settop(L, top);
    return is_good;
}

static void add_userdata(Printer *p, int index)
{
    lua_State *L = p->L;
    const char *name = push_meta_name(L, index);
    const char *kind = lua_islightuserdata(L, index) ? "light userdata" : "userdata";
    const void *address = lua_topointer(L, index);
    lua_pushfstring(L, "<%s %p>", name != NULL ? name : kind, address);
    add_coloured(p, OTHER_COLOUR, lua_tostring(L, -1));
    lua_pop(L, name != NULL ? 2 : 1);
}

// ---- tables

static void add_item(Printer *p, int index, int depth, bool in_one_line);

// Numbers tables that will be met more than once. The table is at [index].
static void find_shared(Printer *p, int index, int depth)
{
    lua_State *L = p->L;
    lua_pushvalue(L, index);
    int type = lua_rawget(L, p->ids);
    if (type == LUA_TNUMBER || depth >= DEPTH_MAX) {
        lua_pop(L, 1);
        return;
    }
    lua_pop(L, 1);
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
        if (lua_istable(L, -1) && items < ITEMS_MAX) {
            find_shared(p, lua_gettop(L), depth + 1);
        }
        items++;
    }
}

static bool is_name(const char *s, size_t length)
{
    static const char keywords[] = " and break do else elseif end false for function goto if in "
                                   "local nil not or repeat return then true until while ";
    char word[32];
    if (length == 0 || length > 28 || (s[0] >= '0' && s[0] <= '9')) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        bool is_letter = (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z');
        if (!is_letter && s[i] != '_' && !(s[i] >= '0' && s[i] <= '9')) {
            return false;
        }
    }
    snprintf(word, sizeof word, " %.*s ", (int)length, s);
    return strstr(keywords, word) == NULL;
}

static void add_key(Printer *p, int index, int depth)
{
    size_t length;
    const char *name =
        lua_type(p->L, index) == LUA_TSTRING ? lua_tolstring(p->L, index, &length) : NULL;
    if (name != NULL && is_name(name, length)) {
        add(p, name);
    } else {
        add(p, "[");
        add_item(p, index, name == NULL && lua_istable(p->L, index) ? DEPTH_MAX : depth, true);
        add(p, "]");
    }
    add(p, " = ");
}

// Where a line got too wide nothing more needs to be added. [start] counts visible bytes.
static bool is_too_wide(const Printer *p, size_t start, bool in_one_line)
{
    return in_one_line && p->length - p->invisible - start > (size_t)p->width;
}

static void begin_item(Printer *p, int count, int depth, bool in_one_line)
{
    add(p, count > 0 ? "," : "");
    if (!in_one_line) {
        add_line(p, depth);
    } else {
        add(p, count > 0 ? " " : "");
    }
}

// The items of the table at [index]: first 1, 2, ..., then the others in their order.
static void add_items(Printer *p, int index, int depth, bool in_one_line)
{
    lua_State *L = p->L;
    size_t start = p->length - p->invisible;
    lua_Unsigned hidden = 0;
    int count = 0;
    lua_Integer border = 0;
    while (lua_rawgeti(L, index, border + 1) != LUA_TNIL) {
        if (count < ITEMS_MAX && p->lines < LINES_MAX && !is_too_wide(p, start, in_one_line)) {
            begin_item(p, count++, depth, in_one_line);
            add_item(p, lua_gettop(L), depth, in_one_line);
        } else {
            hidden++;
        }
        lua_pop(L, 1);
        border++;
    }
    lua_pop(L, 1);
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
        int key = lua_gettop(L) - 1;
        if (lua_isinteger(L, key) && lua_tointeger(L, key) >= 1 &&
            lua_tointeger(L, key) <= border) {
            continue;
        }
        if (count < ITEMS_MAX && p->lines < LINES_MAX && !is_too_wide(p, start, in_one_line)) {
            begin_item(p, count++, depth, in_one_line);
            add_key(p, key, depth);
            add_item(p, key + 1, depth, in_one_line);
        } else {
            hidden++;
        }
    }
    if (hidden > 0) {
        char more[48];
        begin_item(p, count, depth, in_one_line);
        snprintf(more, sizeof more, "... %llu more", (unsigned long long)hidden);
        add(p, more);
    }
}

// Takes back what was written behind [length].
static void take_back(Printer *p, size_t length, size_t invisible, int shown_count)
{
    p->length = length;
    p->text[length] = '\0';
    p->invisible = invisible;
    while (p->shown_count > shown_count) {
        p->is_shown[p->shown[--p->shown_count]] = false;
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

// The number of the table at [index], or 0.
static int shared_number(Printer *p, int index)
{
    lua_pushvalue(p->L, index);
    lua_rawget(p->L, p->ids);
    int number = lua_type(p->L, -1) == LUA_TNUMBER ? (int)lua_tointeger(p->L, -1) : 0;
    lua_pop(p->L, 1);
    return number;
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
    size_t length = p->length;
    size_t invisible = p->invisible;
    int shown = p->shown_count;
    add(p, "{");
    add_items(p, index, depth + 1, true);
    add(p, "}");
    size_t written = p->length - length - (p->invisible - invisible);
    if (in_one_line || written + (size_t)(depth * INDENT) + 16 <= (size_t)p->width) {
        return;
    }
    take_back(p, length, invisible, shown);
    add(p, "{");
    add_items(p, index, depth + 1, false);
    add_line(p, depth);
    add(p, "}");
}

static void add_table(Printer *p, int index, int depth, bool in_one_line)
{
    int number = shared_number(p, index);
    char mark[32] = "";
    if (number > 0) {
        bool again = p->is_shown[number];
        snprintf(mark, sizeof mark, again ? "<table %d>" : "<%d>", number);
        add_coloured(p, OTHER_COLOUR, mark);
        if (again) {
            return;
        }
        p->is_shown[number] = true;
        p->shown[p->shown_count++] = number;
    }
    const char *name = push_meta_name(p->L, index);
    if (name != NULL) {
        add_coloured(p, OTHER_COLOUR, name);
        add(p, " ");
        lua_pop(p->L, 1);
    }
    add_table_body(p, index, depth, in_one_line);
}

// ---- any value

static void add_number(Printer *p, int index)
{
    lua_pushvalue(p->L, index);
    add_coloured(p, NUMBER_COLOUR, luaL_tolstring(p->L, -1, NULL));
    lua_pop(p->L, 2);
}

static void add_object(Printer *p, int index, int depth, bool in_one_line)
{
    int type = lua_type(p->L, index);
    if ((type == LUA_TTABLE || type == LUA_TUSERDATA) && add_tostring(p, index)) {
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
        add_string(p, index, depth == 0 ? STRING_TOP_MAX : STRING_MAX);
        break;
    default:
        add_object(p, index, depth, in_one_line);
        break;
    }
}

static int terminal_width(void)
{
    struct winsize size;
    bool is_known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20;
    return is_known ? size.ws_col : 80;
}

const char *pretty_value(lua_State *L, int index, bool in_colour)
{
    Printer *p = &printer;
    index = lua_absindex(L, index);
    char *text = p->text;
    size_t size = p->size;
    *p = (Printer){.L = L, .text = text, .size = size, .in_colour = in_colour};
    p->width = terminal_width();
    luaL_checkstack(L, LUA_MINSTACK, NULL);
    lua_newtable(L);
    p->ids = lua_gettop(L);
    add(p, "");
    if (lua_istable(L, index)) {
        find_shared(p, index, 0);
    }
    add_item(p, index, 0, false);
    lua_settop(L, p->ids - 1);
    return p->text;
}
