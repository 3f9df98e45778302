// SPDX-License-Identifier: MIT
// config.c: a program that reads its settings from a Lua file.
//
// The settings are the globals of a small script, so a user may write plain assignments, or
// compute. Colours are tables {red=, green=, blue=} with parts from 0 to 1, or names of colours
// that the program predefines. Every value is checked, and errors name the setting.

#include <stdio.h>
#include <stdlib.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

typedef struct Colour {
    unsigned char red, green, blue;
} Colour;

typedef struct Settings {
    int width, height; // pixels
    char title[32];
    Colour background, ink;
} Settings;

typedef struct NamedColour {
    const char *name;
    Colour colour;
} NamedColour;

static const NamedColour colour_table[] = {
    {"WHITE", {255, 255, 255}}, {"BLACK", {0, 0, 0}},      {"NAVY", {0, 0, 128}},
    {"SAND", {244, 228, 193}},  {"CORAL", {255, 127, 80}},
};

enum { COLOUR_COUNT = sizeof(colour_table) / sizeof(colour_table[0]) };

static void set_part(lua_State *L, const char *part, int value)
{
    lua_pushnumber(L, value / 255.0);
    lua_setfield(L, -2, part);
}

// Makes every known colour a global table.
static void define_colours(lua_State *L)
{
    for (int i = 0; i < COLOUR_COUNT; i++) {
        lua_createtable(L, 0, 3);
        set_part(L, "red", colour_table[i].colour.red);
        set_part(L, "green", colour_table[i].colour.green);
        set_part(L, "blue", colour_table[i].colour.blue);
        lua_setglobal(L, colour_table[i].name);
    }
}

static int read_int(lua_State *L, const char *setting, int low, int high)
{
    int is_integer;
    lua_getglobal(L, setting);
    lua_Integer value = lua_tointegerx(L, -1, &is_integer);
    if (!is_integer || value < low || value > high) {
        luaL_error(L, "'%s' must be an integer from %d to %d", setting, low, high);
    }
    lua_pop(L, 1);
    return (int)value;
}

static void read_text(lua_State *L, const char *setting, char *text, size_t size)
{
    size_t length;
    lua_getglobal(L, setting);
    const char *value = lua_tolstring(L, -1, &length);
    if (value == NULL || length >= size) {
        luaL_error(L, "'%s' must be a text of at most %d bytes", setting, (int)size - 1);
    }
    snprintf(text, size, "%s", value);
    lua_pop(L, 1);
}

// Field [part] of the colour on top of the stack.
static unsigned char read_part(lua_State *L, const char *setting, const char *part)
{
    int is_number;
    lua_getfield(L, -1, part);
    double value = lua_tonumberx(L, -1, &is_number);
    if (!is_number || value < 0 || value > 1) {
        luaL_error(L, "'%s.%s' must be a number from 0 to 1", setting, part);
    }
    lua_pop(L, 1);
    return (unsigned char)(value * 255 + 0.5);
}

static Colour read_colour(lua_State *L, const char *setting)
{
    Colour colour;
    lua_getglobal(L, setting);
    if (!lua_istable(L, -1)) {
        luaL_error(L, "'%s' must be a colour, not a %s value", setting, luaL_typename(L, -1));
    }
    colour.red = read_part(L, setting, "red");
    colour.green = read_part(L, setting, "green");
    colour.blue = read_part(L, setting, "blue");
    lua_pop(L, 1);
    return colour;
}

// Called protected: argument 1 is the address of the settings, 2 the text to read them from.
static int read_settings(lua_State *L)
{
    Settings *settings = lua_touserdata(L, 1);
    if (luaL_loadbuffer(L, lua_tostring(L, 2), lua_rawlen(L, 2), "=settings") != LUA_OK) {
        return lua_error(L);
    }
    lua_call(L, 0, 0);
    settings->width = read_int(L, "width", 1, 10000);
    settings->height = read_int(L, "height", 1, 10000);
    read_text(L, "title", settings->title, sizeof(settings->title));
    settings->background = read_colour(L, "background");
    settings->ink = read_colour(L, "ink");
    return 0;
}

static void show(const char *text)
{
    Settings settings;
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    define_colours(L);
    lua_pushcfunction(L, read_settings);
    lua_pushlightuserdata(L, &settings);
    lua_pushstring(L, text);
    if (lua_pcall(L, 2, 0, 0) != LUA_OK) {
        printf("error: %s\n", lua_tostring(L, -1));
    } else {
        printf("%dx%d \"%s\", #%02x%02x%02x on #%02x%02x%02x\n", settings.width, settings.height,
               settings.title, settings.ink.red, settings.ink.green, settings.ink.blue,
               settings.background.red, settings.background.green, settings.background.blue);
    }
    lua_close(L);
}

int main(void)
{
    show("width, height = 640, 480; title = 'Plain'; background, ink = WHITE, BLACK");
    show("local unit = 16\n"
         "width = 40 * unit; height = width // 2\n"
         "title = string.format('%d units', 40)\n"
         "background = { red = 0.2, green = 0.4, blue = 0.6 }\n"
         "ink = { red = background.blue, green = SAND.green, blue = 1 }\n");
    show("width = 640 height = 'tall'");
    show("width, height, title = 1, 1, 'a title that is far too long to fit in its place'");
    show("width, height, title, background = 1, 1, '', 'red'");
    show("width, height, title, background = 1, 1, '', { red = 1, green = 2 }");
    show("width = = 3");
    show("width = hight * 2");
    return EXIT_SUCCESS;
}
