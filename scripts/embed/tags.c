// SPDX-License-Identifier: MIT
// tags.c: a parser in C that reports what it finds to handlers in Lua.
//
// The parser reads a little markup language, <name key="value">text</name>, piece by piece as
// the text comes in. It is a userdata; its user value is the table of handlers the script gave:
// open(name, attributes), close(name), text(content). A missing handler is skipped, an error in
// one ends the parse and reaches the caller with the line number.

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

static const char *const parser_type = "demo.parser";

enum { TAG_LIMIT = 200, DEPTH_LIMIT = 16, NAME_LIMIT = 32 };

typedef struct Parser {
    int line;
    int in_tag;                         // between '<' and '>'
    int length;                         // bytes in tag
    char tag[TAG_LIMIT];                // what stands between '<' and '>' so far
    int depth;                          // open elements
    char open[DEPTH_LIMIT][NAME_LIMIT]; // their names
} Parser;

static Parser *check_parser(lua_State *L)
{
    return luaL_checkudata(L, 1, parser_type);
}

static int fail(lua_State *L, const Parser *parser, const char *message)
{
    return luaL_error(L, "line %d: %s", parser->line, message);
}

// Pushes the handler [name]. Nothing is pushed and 0 returned if there is none.
static int push_handler(lua_State *L, const char *name)
{
    lua_getiuservalue(L, 1, 1);
    int type = lua_getfield(L, -1, name);
    lua_remove(L, -2);
    if (type == LUA_TNIL) {
        lua_pop(L, 1);
        return 0;
    }
    return 1;
}

static void report_text(lua_State *L, const char *text, size_t length)
{
    if (length > 0 && push_handler(L, "text")) {
        lua_pushlstring(L, text, length);
        lua_call(L, 1, 0);
    }
}

static void report_close(lua_State *L, Parser *parser)
{
    parser->depth--;
    if (push_handler(L, "close")) {
        lua_pushstring(L, parser->open[parser->depth]);
        lua_call(L, 1, 0);
    }
}

static const char *skip_spaces(const char *position)
{
    while (isspace((unsigned char)*position)) {
        position++;
    }
    return position;
}

static const char *skip_name(const char *position)
{
    while (isalnum((unsigned char)*position)) {
        position++;
    }
    return position;
}

// Pushes a table of the attributes from [position] on.
static void push_attributes(lua_State *L, const Parser *parser, const char *position)
{
    lua_newtable(L);
    position = skip_spaces(position);
    while (*position != '\0') {
        const char *key = position;
        position = skip_name(position);
        lua_pushlstring(L, key, (size_t)(position - key));
        const char *end =
            position[0] == '=' && position[1] == '"' ? strchr(position + 2, '"') : NULL;
        if (position == key || end == NULL) {
            fail(L, parser, "attribute expected");
        }
        lua_pushlstring(L, position + 2, (size_t)(end - position - 2));
        lua_settable(L, -3);
        position = skip_spaces(end + 1);
    }
}

static void handle_closing_tag(lua_State *L, Parser *parser)
{
    if (parser->depth == 0 || strcmp(parser->open[parser->depth - 1], parser->tag + 1) != 0) {
        lua_pushfstring(L, "<%s> closes nothing", parser->tag);
        fail(L, parser, lua_tostring(L, -1));
    }
    report_close(L, parser);
}

static void handle_opening_tag(lua_State *L, Parser *parser)
{
    int empty = parser->length > 0 && parser->tag[parser->length - 1] == '/';
    if (empty) {
        parser->tag[parser->length - 1] = '\0';
    }
    const char *name_end = skip_name(parser->tag);
    size_t name_length = (size_t)(name_end - parser->tag);
    if (name_length == 0 || name_length >= NAME_LIMIT) {
        fail(L, parser, "name expected after '<'");
    } else if (parser->depth == DEPTH_LIMIT) {
        fail(L, parser, "too many elements inside each other");
    }
    char *name = parser->open[parser->depth++];
    memcpy(name, parser->tag, name_length);
    name[name_length] = '\0';
    push_attributes(L, parser, name_end);
    if (push_handler(L, "open")) {
        lua_insert(L, -2);
        lua_pushstring(L, name);
        lua_insert(L, -2);
        lua_call(L, 2, 0);
    } else {
        lua_pop(L, 1);
    }
    if (empty) {
        report_close(L, parser);
    }
}

static void handle_tag(lua_State *L, Parser *parser)
{
    parser->tag[parser->length] = '\0';
    parser->in_tag = 0;
    if (parser->tag[0] == '/') {
        handle_closing_tag(L, parser);
    } else {
        handle_opening_tag(L, parser);
    }
    parser->length = 0;
}

static void add_to_tag(lua_State *L, Parser *parser, char c)
{
    if (parser->length == TAG_LIMIT - 1) {
        fail(L, parser, "tag is too long");
    }
    parser->tag[parser->length++] = c;
}

// parser:feed(piece) -> parser. A tag may be spread over several pieces.
static int parser_feed(lua_State *L)
{
    Parser *parser = check_parser(L);
    size_t length;
    const char *piece = luaL_checklstring(L, 2, &length);
    const char *text = piece; // where the text not yet reported begins
    for (const char *position = piece; position < piece + length; position++) {
        parser->line += *position == '\n';
        if (!parser->in_tag && *position == '<') {
            report_text(L, text, (size_t)(position - text));
            parser->in_tag = 1;
        } else if (parser->in_tag && *position == '>') {
            handle_tag(L, parser);
            text = position + 1;
        } else if (parser->in_tag) {
            add_to_tag(L, parser, *position);
        }
    }
    if (!parser->in_tag) {
        report_text(L, text, (size_t)(piece + length - text));
    }
    lua_settop(L, 1);
    return 1;
}

// parser:finish() raises an error if something is still open.
static int parser_finish(lua_State *L)
{
    Parser *parser = check_parser(L);
    if (parser->in_tag) {
        return fail(L, parser, "the text ends inside a tag");
    } else if (parser->depth > 0) {
        lua_pushfstring(L, "<%s> is not closed", parser->open[parser->depth - 1]);
        return fail(L, parser, lua_tostring(L, -1));
    }
    return 0;
}

// new_parser{open =, close =, text =}
static int new_parser(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    Parser *parser = lua_newuserdatauv(L, sizeof(Parser), 1);
    memset(parser, 0, sizeof(Parser));
    parser->line = 1;
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    luaL_setmetatable(L, parser_type);
    return 1;
}

static void define_parser(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"feed", parser_feed}, {"finish", parser_finish}, {NULL, NULL}};
    luaL_newmetatable(L, parser_type);
    luaL_newlib(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
    lua_register(L, "new_parser", new_parser);
}

static const char script[] = //
    "local depth = 0\n"
    "local outline = {\n"
    "  open = function(name, attributes)\n"
    "    local keys = {}\n"
    "    for key, value in pairs(attributes) do keys[#keys + 1] = key .. ' is ' .. value end\n"
    "    table.sort(keys)\n"
    "    print(('  '):rep(depth) .. name .. ' ' .. table.concat(keys, ', '))\n"
    "    depth = depth + 1\n"
    "  end,\n"
    "  close = function() depth = depth - 1 end,\n"
    "  text = function(content)\n"
    "    content = content:match('^%s*(.-)%s*$')\n"
    "    if content ~= '' then print(('  '):rep(depth) .. '\"' .. content .. '\"') end\n"
    "  end,\n"
    "}\n"
    "local document = [[\n"
    "<menu day=\"friday\">\n"
    "  <soup/>\n"
    "  <dish name=\"plaice\" price=\"12\">with <b>butter</b> and lemon</dish>\n"
    "</menu>]]\n"
    "new_parser(outline):feed(document):finish()\n"
    "local count = 0\n"
    "local counter = new_parser { open = function() count = count + 1 end }\n"
    "for character in document:gmatch('.') do counter:feed(character) end\n"
    "counter:finish()\n"
    "print(count .. ' elements, counted from single characters')\n"
    "local reader = coroutine.wrap(function()\n"
    "  print('a handler may not yield:', pcall(function()\n"
    "    new_parser({ open = coroutine.yield }):feed('<a>')\n"
    "  end))\n"
    "end)\n"
    "reader()\n"
    "local function try(text, handlers)\n"
    "  local parser = new_parser(handlers or {})\n"
    "  print(pcall(function() parser:feed(text):finish() end))\n"
    "end\n"
    "try('<a><b></a>')\n"
    "try('<a>\\n\\n<b>')\n"
    "try('<a key=value>')\n"
    "try('</a>')\n"
    "try('text <a')\n"
    "try(('<a>'):rep(17))\n"
    "try('<a/>', { close = function(name) error('no ' .. name .. ', please', 0) end })\n";

int main(void)
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    define_parser(L);
    if (luaL_loadbuffer(L, script, strlen(script), "=script") != LUA_OK ||
        lua_pcall(L, 0, 0, 0) != LUA_OK) {
        printf("error: %s\n", lua_tostring(L, -1));
    }
    lua_close(L);
    return EXIT_SUCCESS;
}
