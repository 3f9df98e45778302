// SPDX-License-Identifier: MIT
// complete.c: see complete.h.
//
// The word before the cursor is a path of names, "a.b:c". Names are followed by raw access and
// through __index tables, so that no code of the user runs. The string behind 'require' is
// completed to a module that is loaded or that package.path and package.cpath lead to, the one
// behind 'help' as names are; in other strings readline completes file names.

#include "src/cli/complete.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lauxlib.h"
#include "lualib.h"
#include "src/cli/line_input.h"
#include "src/cli/names.h"

#define INDEX_CHAIN_MAX 20
#define PATH_BYTES 1024
#define INDENTATION "    " // what Tab is at the beginning of a line

// What the cursor is in.
enum Place { PLACE_CODE, PLACE_BLANK, PLACE_FILE, PLACE_MODULE, PLACE_HELP };

static lua_State *state;

void complete_begin(lua_State *L)
{
    state = L;
}

// Replaces the value on top by the table in which its fields are looked up next. False: none.
static bool replace_by_index(lua_State *L)
{
    if (luaL_getmetafield(L, -1, "__index") == LUA_TNIL) {
        return false;
    }
    lua_replace(L, -2);
    return lua_istable(L, -1);
}

// Replaces the value on top by its field [name] of [length] bytes, or by nil.
static void replace_by_field(lua_State *L, const char *name, size_t length)
{
    for (int i = 0; i < INDEX_CHAIN_MAX; i++) {
        if (lua_istable(L, -1)) {
            lua_pushlstring(L, name, length);
            if (lua_rawget(L, -2) != LUA_TNIL) {
                lua_replace(L, -2);
                return;
            }
            lua_pop(L, 1);
        }
        if (!replace_by_index(L)) {
            break;
        }
    }
    lua_pop(L, 1);
    lua_pushnil(L);
}

// ---- names

// Adds what is to stand for the word: the first bytes of [path], then those of [name].
static void add_match(lua_State *L, const char *path, size_t path_length, const char *name,
                      size_t name_length)
{
    lua_pushlstring(L, path, path_length);
    lua_pushlstring(L, name, name_length);
    lua_concat(L, 2);
    lua_pushboolean(L, 1);
    lua_rawset(L, 2);
}

// Adds the fields of the value on top that begin with [part].
static void add_fields(lua_State *L, const char *path, const char *part, bool only_functions)
{
    size_t part_length = strlen(part);
    for (int i = 0; i < INDEX_CHAIN_MAX; i++) {
        int table = lua_gettop(L);
        for (lua_pushnil(L); lua_istable(L, table) && lua_next(L, table); lua_pop(L, 1)) {
            size_t length;
            bool fits =
                lua_type(L, -2) == LUA_TSTRING && (!only_functions || lua_isfunction(L, -1));
            const char *name = fits ? lua_tolstring(L, -2, &length) : NULL;
            if (fits && strncmp(name, part, part_length) == 0 && names_is_name(name, length)) {
                add_match(L, path, (size_t)(part - path), name, length);
            }
        }
        lua_settop(L, table);
        if (!replace_by_index(L)) {
            return;
        }
    }
}

static void add_keywords(lua_State *L, const char *part)
{
    size_t length;
    for (const char *word = names_keywords + 1; *word != '\0'; word += length + 1) {
        length = strcspn(word, " ");
        if (strncmp(word, part, strlen(part)) == 0) {
            add_match(L, "", 0, word, length);
        }
    }
}

// Protected: fills the table at 2 with the matches of the text at 1 (light userdata). The argument
// 3 tells whether there is a string in front of it.
static int find_names(lua_State *L)
{
    const char *text = lua_touserdata(L, 1);
    const char *part = text;
    bool is_string = lua_toboolean(L, 3);
    lua_pop(L, 1);
    lua_pushglobaltable(L);
    for (size_t n; part[n = strcspn(part, ".:")] != '\0'; part += n + 1) {
        if (part == text && n == 0) {
            lua_settop(L, 2);
            lua_pushstring(L, is_string ? "" : NULL);
        } else {
            replace_by_field(L, part, n);
        }
    }
    if (part == text) {
        add_keywords(L, text);
    }
    add_fields(L, text, part, part > text && part[-1] == ':');
    return 0;
}

// ---- modules

// Adds the modules in [folder], which ends in a slash. Their files end in [suffix]; one like
// "/init.lua" stands in a folder of the module's name.
static void add_modules_in(lua_State *L, const char *folder, const char *suffix, const char *text,
                           const char *part)
{
    DIR *list = opendir(folder);
    struct dirent *entry;
    while (list != NULL && (entry = readdir(list)) != NULL) {
        const char *name = entry->d_name;
        size_t length = strlen(name);
        size_t suffix_length = strlen(suffix);
        if (name[0] == '.' || strncmp(name, part, strlen(part)) != 0) {
            continue;
        }
        if (suffix[0] == '/') {
            char path[2 * PATH_BYTES];
            snprintf(path, sizeof path, "%s%s%s", folder, name, suffix);
            if (access(path, R_OK) == 0) {
                add_match(L, text, (size_t)(part - text), name, length);
            }
        } else if (length > suffix_length && !strcmp(name + length - suffix_length, suffix)) {
            add_match(L, text, (size_t)(part - text), name, length - suffix_length);
        }
    }
    if (list != NULL) {
        closedir(list);
    }
}

// Looks where the templates of [path] lead with the folders "a.b." in front of [part].
static void add_modules_on(lua_State *L, const char *path, const char *text, const char *part)
{
    size_t length;
    for (; *path != '\0'; path += length + (path[length] != '\0')) {
        length = strcspn(path, ";");
        const char *mark = memchr(path, '?', length);
        if (mark == NULL || mark == path || mark[-1] != '/' || length >= PATH_BYTES / 2) {
            continue;
        }
        char folder[PATH_BYTES];
        char suffix[PATH_BYTES / 2];
        int head = (int)(mark - path);
        snprintf(folder, sizeof folder, "%.*s%.*s", head, path, (int)(part - text), text);
        for (char *dot = folder + head; (dot = strchr(dot, '.')) != NULL;) {
            *dot = '/';
        }
        snprintf(suffix, sizeof suffix, "%.*s", (int)length - head - 1, mark + 1);
        add_modules_in(L, folder, suffix, text, part);
    }
}

// Adds the string keys of the field [name] of 'package' that begin with the text.
static void add_keys(lua_State *L, int package, const char *name, const char *text)
{
    lua_pushstring(L, name);
    lua_rawget(L, package);
    int table = lua_gettop(L);
    for (lua_pushnil(L); lua_istable(L, table) && lua_next(L, table); lua_pop(L, 1)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : NULL;
        if (key != NULL && strncmp(key, text, strlen(text)) == 0) {
            add_match(L, "", 0, key, strlen(key));
        }
    }
    lua_settop(L, table - 1);
}

// Protected, as find_names.
static int find_modules(lua_State *L)
{
    static const char *const paths[] = {"path", "cpath"};
    const char *text = lua_touserdata(L, 1);
    const char *dot = strrchr(text, '.');
    lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_getfield(L, -1, LUA_LOADLIBNAME);
    int package = lua_gettop(L);
    if (!lua_istable(L, package)) {
        return 0;
    }
    add_keys(L, package, "loaded", text);
    add_keys(L, package, "preload", text);
    for (int i = 0; i < 2; i++) {
        lua_pushstring(L, paths[i]);
        if (lua_rawget(L, package) == LUA_TSTRING) {
            add_modules_on(L, lua_tostring(L, -1), text, dot != NULL ? dot + 1 : text);
        }
        lua_pop(L, 1);
    }
    return 0;
}

// ---- where the cursor is

// Index of the quote that opens the string in which [end] is, or -1.
static int find_quote(const char *line, int end)
{
    int quote = -1;
    for (int i = 0; i < end; i++) {
        if (line[i] == '\n') {
            quote = -1;
        } else if (quote >= 0 && line[i] == '\\') {
            i++;
        } else if (quote >= 0) {
            quote = line[i] == line[quote] ? -1 : quote;
        } else if (line[i] == '"' || line[i] == '\'') {
            quote = i;
        } else if (line[i] == '-' && line[i + 1] == '-') {
            i += (int)strcspn(line + i, "\n") - 1;
        }
    }
    return quote;
}

// True if the string that begins at [quote] is an argument of [function].
static bool is_argument_of(const char *line, int quote, const char *function)
{
    int length = (int)strlen(function);
    while (quote > 0 && strchr(" (", line[quote - 1]) != NULL) {
        quote--;
    }
    return quote >= length && strncmp(line + quote - length, function, (size_t)length) == 0;
}

static enum Place find_place(const char *line, int end)
{
    int quote = find_quote(line, end);
    if (quote >= 0) {
        return is_argument_of(line, quote, "require") ? PLACE_MODULE
               : is_argument_of(line, quote, "help")  ? PLACE_HELP
                                                      : PLACE_FILE;
    }
    while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == '\t')) {
        end--;
    }
    return end == 0 || line[end - 1] == '\n' ? PLACE_BLANK : PLACE_CODE;
}

// True for what stands behind ("...").
static bool is_behind_string(const char *line, int start)
{
    return start >= 2 && line[start - 1] == ')' && strchr("\"'", line[start - 2]) != NULL;
}

const char *complete_word_breaks(const char *line, int end)
{
    enum Place place = find_place(line, end);
    return place == PLACE_CODE || place == PLACE_BLANK ? " \t\n\"'`@$><=;|&{}()[]+-*/%^~#,\\"
                                                       : "\"'";
}

// ---- lists

static size_t common_length(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] != '\0' && a[n] == b[n]) {
        n++;
    }
    return n;
}

// The keys of the table on top as readline wants them.
static char **make_list(lua_State *L)
{
    size_t count = 0;
    char **list = NULL;
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        char **grown = realloc(list, (count + 3) * sizeof *list);
        char *name = strdup(lua_tostring(L, -2));
        if (grown == NULL || name == NULL) {
            free(name);
            lua_pop(L, 2);
            break;
        }
        list = grown;
        list[0] = count == 0 ? strdup(name) : list[0];
        if (list[0] != NULL) {
            list[0][common_length(list[0], name)] = '\0';
        }
        list[++count] = name;
        list[count + 1] = NULL;
    }
    return list;
}

// One match; NULL if memory is short.
static char **make_single(const char *text)
{
    char **list = calloc(2, sizeof *list);
    if (list != NULL) {
        list[0] = strdup(text);
    }
    return list;
}

char **complete_line(const char *text, int start, int end)
{
    lua_State *L = state;
    enum Place place = find_place(line_input_text(), end);
    line_input_allow_files(place == PLACE_FILE);
    if (place == PLACE_BLANK) {
        return make_single(INDENTATION);
    }
    if (place == PLACE_FILE || !lua_checkstack(L, LUA_MINSTACK)) {
        return NULL;
    }
    int top = lua_gettop(L);
    lua_newtable(L);
    lua_pushcfunction(L, place == PLACE_MODULE ? find_modules : find_names);
    lua_pushlightuserdata(L, (void *)(size_t)text);
    lua_pushvalue(L, top + 1);
    lua_pushboolean(L, is_behind_string(line_input_text(), start));
    char **list = lua_pcall(L, 3, 0, 0) == LUA_OK ? make_list(L) : NULL;
    lua_settop(L, top);
    return list;
}
