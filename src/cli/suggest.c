// SPDX-License-Identifier: MIT
// suggest.c: see suggest.h.

#include "src/cli/suggest.h"

#include <string.h>

#include "lauxlib.h"

#define INDEX_DEPTH_MAX 20

// Number of letters to change, add, remove or swap, at most [most] + 1.
static size_t distance(const char *a, const char *b, size_t most)
{
    size_t n = strlen(a);
    size_t m = strlen(b);
    if (n >= SUGGEST_NAME_BYTES || m >= SUGGEST_NAME_BYTES || n > m + most || m > n + most) {
        return most + 1;
    }
    unsigned char cost[SUGGEST_NAME_BYTES][SUGGEST_NAME_BYTES];
    for (size_t i = 0; i <= n; i++) {
        for (size_t j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                cost[i][j] = (unsigned char)(i + j);
                continue;
            }
            int best = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            int other = (cost[i - 1][j] < cost[i][j - 1] ? cost[i - 1][j] : cost[i][j - 1]) + 1;
            best = best < other ? best : other;
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && cost[i - 2][j - 2] + 1 < best) {
                best = cost[i - 2][j - 2] + 1;
            }
            cost[i][j] = (unsigned char)best;
        }
    }
    return cost[n][m];
}

// Two changes are near for longer names, one for short ones; names of one or two letters have no
// neighbours.
void suggest_begin(Suggestion *s, const char *wanted)
{
    size_t length = strlen(wanted);
    *s = (Suggestion){.wanted = wanted, .nearest = length > 4 ? 3 : length > 2 ? 2 : 0};
}

void suggest_try(Suggestion *s, const char *name)
{
    size_t changes = s->nearest > 0 ? distance(s->wanted, name, s->nearest - 1) : 0;
    if (changes > 0 && changes < s->nearest) {
        s->nearest = changes;
        strcpy(s->best, name); // it is short, or it would not be near
    }
}

void suggest_try_fields(Suggestion *s, lua_State *L)
{
    if (!lua_checkstack(L, 5)) {
        return;
    }
    int top = lua_gettop(L);
    lua_pushvalue(L, top);
    for (int i = 0; i < INDEX_DEPTH_MAX; i++) {
        if (lua_istable(L, -1)) {
            for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
                if (lua_type(L, -2) == LUA_TSTRING) {
                    suggest_try(s, lua_tostring(L, -2));
                }
            }
        }
        if (luaL_getmetafield(L, -1, "__index") != LUA_TTABLE) {
            break;
        }
        lua_replace(L, -2);
    }
    lua_settop(L, top);
}

void suggest_try_variables(Suggestion *s, lua_State *L, const lua_Debug *ar)
{
    const char *name;
    lua_Debug info = *ar;
    if (!lua_checkstack(L, 3)) {
        return;
    }
    for (int i = 1; (name = lua_getlocal(L, ar, i)) != NULL; i++) {
        suggest_try(s, name);
        lua_pop(L, 1);
    }
    lua_getinfo(L, "f", &info);
    for (int i = 1; (name = lua_getupvalue(L, -1, i)) != NULL; i++) {
        suggest_try(s, name);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}
