// SPDX-License-Identifier: MIT
// lib_os.c: the os library: time and dates, the environment, files by name, processes (manual 6.9).
//
// os.time reads and rewrites the fields of a table that may have metamethods, so it is a resumable
// native, one step for each field (vm/exec/native.h). What a field of a date table is called, what
// it means in a struct tm and what it defaults to is said once, in date_fields.

#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "vm/exec/native.h"

// ---- processes, files, environment

static int os_execute(lua_State *L)
{
    const char *command = luaL_optstring(L, 1, NULL);
    errno = 0;
    int status = system(command);
    if (command != NULL) {
        return luaL_execresult(L, status);
    }
    lua_pushboolean(L, status);
    return 1;
}

static int os_exit(lua_State *L)
{
    int status;
    if (lua_isboolean(L, 1)) {
        status = lua_toboolean(L, 1) ? EXIT_SUCCESS : EXIT_FAILURE;
    } else {
        status = (int)luaL_optinteger(L, 1, EXIT_SUCCESS);
    }
    if (lua_toboolean(L, 2)) {
        lua_close(L);
    }
    exit(status);
}

static int os_getenv(lua_State *L)
{
    lua_pushstring(L, getenv(luaL_checkstring(L, 1)));
    return 1;
}

static int os_remove(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    errno = 0;
    return luaL_fileresult(L, remove(name) == 0, name);
}

static int os_rename(lua_State *L)
{
    const char *from = luaL_checkstring(L, 1);
    const char *to = luaL_checkstring(L, 2);
    errno = 0;
    return luaL_fileresult(L, rename(from, to) == 0, NULL);
}

// The file is made, so that nobody else takes the name.
static int os_tmpname(lua_State *L)
{
    char name[] = "/tmp/lua_XXXXXX";
    int file = mkstemp(name);
    if (file == -1) {
        return luaL_error(L, "unable to generate a unique filename");
    }
    close(file);
    lua_pushstring(L, name);
    return 1;
}

static int os_setlocale(lua_State *L)
{
    static const char *const names[] = {"all",     "collate", "ctype", "monetary",
                                        "numeric", "time",    NULL};
    static const int categories[] = {LC_ALL,      LC_COLLATE, LC_CTYPE,
                                     LC_MONETARY, LC_NUMERIC, LC_TIME};
    const char *locale = luaL_optstring(L, 1, NULL);
    int option = luaL_checkoption(L, 2, "all", names);
    lua_pushstring(L, setlocale(categories[option], locale));
    return 1;
}

// ---- fields of dates

typedef struct DateField {
    const char *name;
    size_t offset;     // of an int in struct tm
    int distance;      // value in a table less value in a struct tm
    int default_value; // in the struct, where a table has no such field
    bool is_required;  // then there is no default
    bool is_input;     // os.time reads it
} DateField;

static const DateField date_fields[] = {
    {"year", offsetof(struct tm, tm_year), 1900, 0, true, true},
    {"month", offsetof(struct tm, tm_mon), 1, 0, true, true},
    {"day", offsetof(struct tm, tm_mday), 0, 0, true, true},
    {"hour", offsetof(struct tm, tm_hour), 0, 12, false, true},
    {"min", offsetof(struct tm, tm_min), 0, 0, false, true},
    {"sec", offsetof(struct tm, tm_sec), 0, 0, false, true},
    {"yday", offsetof(struct tm, tm_yday), 1, 0, false, false},
    {"wday", offsetof(struct tm, tm_wday), 1, 0, false, false},
    {"isdst", offsetof(struct tm, tm_isdst), 0, -1, false, true}, // a boolean; -1: unknown
};
enum { DATE_FIELD_COUNT = sizeof date_fields / sizeof date_fields[0], DATE_ISDST = 8 };

static int *date_member(struct tm *date, int field)
{
    return (int *)((char *)date + date_fields[field].offset);
}

// Converts the field on top to a member of a struct tm. Throws if it cannot be one.
static int check_field(lua_State *L, int field)
{
    const DateField *f = &date_fields[field];
    if (field == DATE_ISDST) {
        return lua_isnil(L, -1) ? f->default_value : lua_toboolean(L, -1);
    }
    int is_integer;
    lua_Integer value = lua_tointegerx(L, -1, &is_integer);
    if (!is_integer) {
        if (!lua_isnil(L, -1)) {
            return luaL_error(L, "field '%s' is not an integer", f->name);
        }
        if (f->is_required) {
            return luaL_error(L, "field '%s' missing in date table", f->name);
        }
        return f->default_value;
    }
    if (value < (lua_Integer)INT_MIN + f->distance || value > (lua_Integer)INT_MAX + f->distance) {
        return luaL_error(L, "field '%s' is out-of-bound", f->name);
    }
    return (int)(value - f->distance);
}

// Pushes what a date table has in this field; false if it does not have it.
static bool push_field(lua_State *L, struct tm *date, int field)
{
    int value = *date_member(date, field);
    if (field != DATE_ISDST) {
        lua_pushinteger(L, (lua_Integer)value + date_fields[field].distance);
        return true;
    }
    if (value >= 0) {
        lua_pushboolean(L, value);
    }
    return value >= 0;
}

// ---- os.time

// Stack of os.time while it runs; the steps number what they come back to.
enum TimeSlot { TIME_TABLE = 1, TIME_DATE, TIME_RESULT };
enum TimeStep { TIME_START, TIME_GOT, TIME_STORED = TIME_GOT + DATE_FIELD_COUNT };

// Stores the fields from [field] on back to the table; the result of os.time is on top.
static int store_fields(lua_State *L, int field)
{
    for (; field < DATE_FIELD_COUNT; field++) {
        lua_pushstring(L, date_fields[field].name);
        if (!push_field(L, lua_touserdata(L, TIME_DATE), field)) {
            lua_pop(L, 1);
        } else if (!native_try_set(L, TIME_TABLE)) {
            return native_call(L, 3, 0, TIME_STORED + field);
        }
    }
    if (lua_tointeger(L, TIME_RESULT) == -1) {
        return luaL_error(L, "time result cannot be represented in this installation");
    }
    return 1;
}

// Reads the fields from [field] on, the value of which is on top; normalises the date, and goes on.
static int read_fields(lua_State *L, int field)
{
    for (;;) {
        *date_member(lua_touserdata(L, TIME_DATE), field) = check_field(L, field);
        lua_pop(L, 1);
        do {
            field++;
        } while (field < DATE_FIELD_COUNT && !date_fields[field].is_input);
        if (field == DATE_FIELD_COUNT) {
            break;
        }
        if (!native_try_getfield(L, TIME_TABLE, date_fields[field].name)) {
            return native_call(L, 2, 1, TIME_GOT + field);
        }
    }
    lua_pushinteger(L, (lua_Integer)mktime(lua_touserdata(L, TIME_DATE)));
    return store_fields(L, 0);
}

static int os_time(lua_State *L, int step)
{
    if (step >= TIME_STORED) {
        return store_fields(L, step - TIME_STORED + 1);
    }
    if (step >= TIME_GOT) {
        return read_fields(L, step - TIME_GOT);
    }
    if (lua_isnoneornil(L, 1)) {
        lua_pushinteger(L, (lua_Integer)time(NULL));
        return 1;
    }
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    memset(lua_newuserdatauv(L, sizeof(struct tm), 0), 0, sizeof(struct tm));
    if (!native_try_getfield(L, TIME_TABLE, date_fields[0].name)) {
        return native_call(L, 2, 1, TIME_GOT);
    }
    return read_fields(L, 0);
}

// ---- os.date

static time_t check_time(lua_State *L, int index)
{
    lua_Integer value = luaL_checkinteger(L, index);
    time_t result = (time_t)value;
    luaL_argcheck(L, (lua_Integer)result == value, index, "time out-of-bounds");
    return result;
}

// What strftime knows by C99, without a modifier and after E and O. Anything else is undefined
// there.
static size_t conversion_length(const char *conversion, size_t available)
{
    static const char plain[] = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";
    static const char after_e[] = "cCxXyY";
    static const char after_o[] = "deHImMSuUVwWy";
    if (available == 0 || *conversion == '\0') {
        return 0;
    }
    if (strchr(plain, *conversion) != NULL) {
        return 1;
    }
    const char *modified = *conversion == 'E' ? after_e : *conversion == 'O' ? after_o : "";
    bool is_valid =
        available > 1 && conversion[1] != '\0' && strchr(modified, conversion[1]) != NULL;
    return is_valid ? 2 : 0;
}

// Room for the longest text of one conversion in any locale.
#define CONVERSION_TEXT_MAX 250

// Adds the text of the conversion that [rest] starts with, after the percent sign; returns its
// length.
static size_t add_date_part(lua_State *L, luaL_Buffer *text, const char *rest, size_t available,
                            const struct tm *date)
{
    size_t length = conversion_length(rest, available);
    if (length == 0) {
        luaL_argerror(L, 1, lua_pushfstring(L, "invalid conversion specifier '%%%s'", rest));
    }
    char conversion[4] = {'%', rest[0], length == 2 ? rest[1] : '\0', '\0'};
    char *place = luaL_prepbuffsize(text, CONVERSION_TEXT_MAX);
    luaL_addsize(text, strftime(place, CONVERSION_TEXT_MAX, conversion, date));
    return length;
}

static void push_date_text(lua_State *L, const char *format, const char *end, const struct tm *date)
{
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    while (format < end) {
        const char *percent = memchr(format, '%', (size_t)(end - format));
        const char *plain_end = percent != NULL ? percent : end;
        luaL_addlstring(&text, format, (size_t)(plain_end - format));
        format = plain_end;
        if (percent != NULL) {
            format += 1;
            format += add_date_part(L, &text, format, (size_t)(end - format), date);
        }
    }
    luaL_pushresult(&text);
}

static void push_date_table(lua_State *L, struct tm *date)
{
    lua_createtable(L, 0, DATE_FIELD_COUNT);
    for (int i = 0; i < DATE_FIELD_COUNT; i++) {
        if (push_field(L, date, i)) {
            lua_setfield(L, -2, date_fields[i].name);
        }
    }
}

static int os_date(lua_State *L)
{
    size_t length;
    const char *format = luaL_optlstring(L, 1, "%c", &length);
    const char *end = format + length;
    time_t moment = lua_isnoneornil(L, 2) ? time(NULL) : check_time(L, 2);
    struct tm date;
    bool is_utc = *format == '!';
    format += is_utc;
    if ((is_utc ? gmtime_r(&moment, &date) : localtime_r(&moment, &date)) == NULL) {
        return luaL_error(L, "date result cannot be represented in this installation");
    }
    if (strcmp(format, "*t") == 0) {
        push_date_table(L, &date);
    } else {
        push_date_text(L, format, end, &date);
    }
    return 1;
}

// ---- other times

static int os_clock(lua_State *L)
{
    lua_pushnumber(L, (lua_Number)clock() / (lua_Number)CLOCKS_PER_SEC);
    return 1;
}

static int os_difftime(lua_State *L)
{
    time_t later = check_time(L, 1);
    time_t earlier = check_time(L, 2);
    lua_pushnumber(L, difftime(later, earlier));
    return 1;
}

// ---- the library

static const NativeReg os_functions[] = {
    {"clock", .function = os_clock},         {"date", .function = os_date},
    {"difftime", .function = os_difftime},   {"execute", .function = os_execute},
    {"exit", .function = os_exit},           {"getenv", .function = os_getenv},
    {"remove", .function = os_remove},       {"rename", .function = os_rename},
    {"setlocale", .function = os_setlocale}, {"time", .resumable = os_time},
    {"tmpname", .function = os_tmpname},     {.name = NULL},
};

LUAMOD_API int luaopen_os(lua_State *L)
{
    luaL_checkversion(L);
    lua_createtable(L, 0, sizeof os_functions / sizeof os_functions[0] - 1);
    native_setfuncs(L, os_functions, 0);
    return 1;
}
