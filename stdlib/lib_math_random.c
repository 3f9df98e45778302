// SPDX-License-Identifier: MIT
// lib_math_random.c: math.random and math.randomseed (manual 6.7).
//
// The generator is xoshiro256** by D. Blackman and S. Vigna, 64 bits a call. Seeding and the
// projection to an interval give the same numbers as Lua 5.4, so programs that seed see the same
// sequence. The state is a userdata that both functions have as upvalue.

#include <time.h>

#include "lauxlib.h"
#include "stdlib/lib_math.h"
#include "vm/base/object.h"
#include "vm/exec/native.h"

typedef struct Generator {
    lua_Unsigned s[4];
} Generator;

static lua_Unsigned rotate_left(lua_Unsigned x, int n)
{
    return x << n | x >> (64 - n);
}

static lua_Unsigned generator_next(Generator *g)
{
    lua_Unsigned *s = g->s;
    lua_Unsigned result = rotate_left(s[1] * 5, 7) * 9;
    lua_Unsigned shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate_left(s[3], 45);
    return result;
}

static void generator_seed(Generator *g, lua_Unsigned low, lua_Unsigned high)
{
    *g = (Generator){{low, 0xff, high, 0}}; // never all zeros
    for (int i = 0; i < 16; i++) {
        generator_next(g); // spreads the seed
    }
}

// A float in [0, 1): the upper 53 bits.
static lua_Number unit_float(lua_Unsigned bits)
{
    return (lua_Number)(bits >> 11) * 0x1p-53;
}

// A number in [0, limit], each as likely: numbers above the limit, under the smallest mask of ones
// that covers it, are thrown again. Begins with [bits].
static lua_Unsigned project(Generator *g, lua_Unsigned bits, lua_Unsigned limit)
{
    if ((limit & (limit + 1)) == 0) {
        return bits & limit; // the limit itself is such a mask
    }
    lua_Unsigned mask = ~(lua_Unsigned)0 >> __builtin_clzll(limit);
    while ((bits &= mask) > limit) {
        bits = generator_next(g);
    }
    return bits;
}

static lua_Integer pick(Generator *g, lua_Unsigned bits, lua_Integer low, lua_Integer high)
{
    lua_Unsigned offset = project(g, bits, (lua_Unsigned)high - (lua_Unsigned)low);
    return (lua_Integer)(offset + (lua_Unsigned)low);
}

// Upvalue 1 of both functions.
static Generator *generator_of(lua_State *L)
{
    return lua_touserdata(L, lua_upvalueindex(1));
}

static int math_random(lua_State *L)
{
    Generator *g = generator_of(L);
    lua_Unsigned bits = generator_next(g);
    lua_Integer low = 1;
    lua_Integer high;
    switch (lua_gettop(L)) {
    case 0:
        lua_pushnumber(L, unit_float(bits));
        return 1;
    case 1:
        high = luaL_checkinteger(L, 1);
        if (high == 0) { // all bits
            lua_pushinteger(L, (lua_Integer)bits);
            return 1;
        }
        break;
    case 2:
        low = luaL_checkinteger(L, 1);
        high = luaL_checkinteger(L, 2);
        break;
    default:
        return luaL_error(L, "wrong number of arguments");
    }
    luaL_argcheck(L, low <= high, 1, "interval is empty");
    lua_pushinteger(L, pick(g, bits, low, high));
    return 1;
}

static int random_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    Generator *g = userdata_block(value_userdata(&value_native_closure(func)->upvalues[0]));
    if (nargs == 0) {
        value_set_float(func, unit_float(generator_next(g)));
        return 1;
    }
    if (nargs > 2 || func[1].tag != TAG_INTEGER || func[nargs].tag != TAG_INTEGER) {
        return -1;
    }
    lua_Integer low = nargs == 2 ? func[1].as.integer : 1;
    lua_Integer high = func[nargs].as.integer;
    if (low > high) {
        return -1;
    }
    value_set_integer(func, pick(g, generator_next(g), low, high));
    return 1;
}

// Seeds from two integers and pushes them.
static void seed_and_push(lua_State *L, Generator *g, lua_Unsigned low, lua_Unsigned high)
{
    generator_seed(g, low, high);
    lua_pushinteger(L, (lua_Integer)low);
    lua_pushinteger(L, (lua_Integer)high);
}

static void seed_at_random(lua_State *L, Generator *g)
{
    lua_Unsigned low = (lua_Unsigned)time(NULL) ^ (lua_Unsigned)(uintptr_t)g;
    lua_Unsigned high = (lua_Unsigned)(uintptr_t)L ^ generator_next(g) ^ (lua_Unsigned)clock();
    seed_and_push(L, g, low, high);
}

static int math_randomseed(lua_State *L)
{
    Generator *g = generator_of(L);
    if (lua_isnone(L, 1)) {
        seed_at_random(L, g);
    } else {
        lua_Integer low = luaL_checkinteger(L, 1);
        lua_Integer high = luaL_optinteger(L, 2, 0);
        seed_and_push(L, g, (lua_Unsigned)low, (lua_Unsigned)high);
    }
    return 2;
}

static const NativeReg random_functions[] = {
    {.name = "random", .function = math_random, .fast = random_fast, .shows_upvalues = true},
    {.name = "randomseed", .function = math_randomseed, .shows_upvalues = true},
    {.name = NULL},
};

void mathlib_add_random(lua_State *L)
{
    Generator *g = lua_newuserdatauv(L, sizeof(Generator), 0);
    *g = (Generator){{1, 2, 3, 4}};
    seed_at_random(L, g);
    lua_pop(L, 2);
    native_setfuncs(L, random_functions, 1);
}
