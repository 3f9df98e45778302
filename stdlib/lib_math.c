// SPDX-License-Identifier: MIT
// lib_math.c: the mathematical library (manual 6.7), but for random numbers (lib_math_random.c).
//
// Each function has a fast form for the usual arguments, which the loop calls without a frame;
// strings that are numbers, and errors, are for the full functions. max and min compare as the
// operator '<' does, metamethods included: they are resumable natives. Functions of 5.1 to 5.3
// that 5.4 keeps for compatibility (pow, cosh, frexp ...) are here, too, as in the distributions'
// builds.

#include <math.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"
#include "stdlib/lib_math.h"
#include "vm/base/number.h"
#include "vm/base/object.h"
#include "vm/exec/native.h"

#define PI 3.141592653589793238462643383279502884

// ---- fast forms: arguments and results

static bool float_argument(const Value *func, int nargs, int n, lua_Number *x)
{
    return n <= nargs && number_value_to_float(func + n, x);
}

static int float_result(Value *func, lua_Number x)
{
    value_set_float(func, x);
    return 1;
}

static int integer_result(Value *func, lua_Integer i)
{
    value_set_integer(func, i);
    return 1;
}

// ---- functions from a float to a float

// Name and value for an argument x.
#define FLOAT_FUNCTIONS(F) \
    F(acos, acos(x)) \
    F(asin, asin(x)) \
    F(cos, cos(x)) \
    F(cosh, cosh(x)) \
    F(deg, x *(180.0 / PI)) \
    F(exp, exp(x)) \
    F(log10, log10(x)) \
    F(rad, x *(PI / 180.0)) \
    F(sin, sin(x)) \
    F(sinh, sinh(x)) \
    F(sqrt, sqrt(x)) \
    F(tan, tan(x)) \
    F(tanh, tanh(x))

#define DEFINE(name, value) \
    static int math_##name(lua_State *L) \
    { \
        lua_Number x = luaL_checknumber(L, 1); \
        lua_pushnumber(L, value); \
        return 1; \
    } \
    static int name##_fast(Thread *L, Value *func, int nargs) \
    { \
        (void)L; \
        lua_Number x; \
        return float_argument(func, nargs, 1, &x) ? float_result(func, value) : -1; \
    }
FLOAT_FUNCTIONS(DEFINE)
#undef DEFINE

// ---- functions from two floats to a float

static int math_atan(lua_State *L)
{
    lua_Number y = luaL_checknumber(L, 1);
    lua_pushnumber(L, atan2(y, luaL_optnumber(L, 2, 1)));
    return 1;
}

static int atan_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    lua_Number y;
    lua_Number x = 1;
    if (!float_argument(func, nargs, 1, &y) || (nargs > 1 && !float_argument(func, nargs, 2, &x))) {
        return -1;
    }
    return float_result(func, atan2(y, x));
}

static int math_pow(lua_State *L)
{
    lua_Number x = luaL_checknumber(L, 1);
    lua_pushnumber(L, pow(x, luaL_checknumber(L, 2)));
    return 1;
}

static int pow_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    lua_Number x;
    lua_Number y;
    if (!float_argument(func, nargs, 1, &x) || !float_argument(func, nargs, 2, &y)) {
        return -1;
    }
    return float_result(func, pow(x, y));
}

static lua_Number logarithm(lua_Number x, lua_Number base)
{
    if (base == 2) {
        return log2(x);
    }
    return base == 10 ? log10(x) : log(x) / log(base);
}

static int math_log(lua_State *L)
{
    lua_Number x = luaL_checknumber(L, 1);
    if (lua_isnoneornil(L, 2)) {
        lua_pushnumber(L, log(x));
    } else {
        lua_pushnumber(L, logarithm(x, luaL_checknumber(L, 2)));
    }
    return 1;
}

static int log_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    lua_Number x;
    lua_Number base;
    if (!float_argument(func, nargs, 1, &x)) {
        return -1;
    }
    if (nargs == 1) {
        return float_result(func, log(x));
    }
    return float_argument(func, nargs, 2, &base) ? float_result(func, logarithm(x, base)) : -1;
}

// ---- rounding

// A float that is integral: as an integer if it fits.
static void set_rounded(Value *to, lua_Number n)
{
    lua_Integer i;
    if (number_to_integer(n, &i)) {
        value_set_integer(to, i);
    } else {
        value_set_float(to, n);
    }
}

static void push_rounded(lua_State *L, lua_Number n)
{
    lua_Integer i;
    if (number_to_integer(n, &i)) {
        lua_pushinteger(L, i);
    } else {
        lua_pushnumber(L, n);
    }
}

static int math_floor(lua_State *L)
{
    if (lua_isinteger(L, 1)) {
        lua_settop(L, 1);
    } else {
        push_rounded(L, floor(luaL_checknumber(L, 1)));
    }
    return 1;
}

static int floor_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    const Value *v = func + 1;
    if (nargs == 0 || !value_is_number(v)) {
        return -1;
    }
    if (v->tag == TAG_INTEGER) {
        return integer_result(func, v->as.integer);
    }
    lua_Integer i;
    if (number_floor_to_integer(v->as.number, &i)) {
        return integer_result(func, i);
    }
    return float_result(func, floor(v->as.number));
}

static int math_ceil(lua_State *L)
{
    if (lua_isinteger(L, 1)) {
        lua_settop(L, 1);
    } else {
        push_rounded(L, ceil(luaL_checknumber(L, 1)));
    }
    return 1;
}

static int ceil_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    const Value *v = func + 1;
    if (nargs == 0 || !value_is_number(v)) {
        return -1;
    }
    if (v->tag == TAG_INTEGER) {
        return integer_result(func, v->as.integer);
    }
    set_rounded(func, ceil(v->as.number));
    return 1;
}

static int math_modf(lua_State *L)
{
    if (lua_isinteger(L, 1)) {
        lua_settop(L, 1);
        lua_pushnumber(L, 0);
        return 2;
    }
    lua_Number x = luaL_checknumber(L, 1);
    lua_Number whole = trunc(x);
    push_rounded(L, whole);
    lua_pushnumber(L, x == whole ? 0.0 : x - whole); // infinities have no fraction
    return 2;
}

static int math_tointeger(lua_State *L)
{
    int is_integer;
    lua_Integer i = lua_tointegerx(L, 1, &is_integer);
    if (is_integer) {
        lua_pushinteger(L, i);
    } else {
        luaL_checkany(L, 1);
        luaL_pushfail(L);
    }
    return 1;
}

static int tointeger_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    lua_Integer i;
    if (nargs == 0 || !value_is_number(func + 1)) {
        return -1;
    }
    if (number_value_to_integer(func + 1, &i)) {
        return integer_result(func, i);
    }
    value_set_nil(func);
    return 1;
}

// ---- arithmetic

static int math_abs(lua_State *L)
{
    if (lua_isinteger(L, 1)) {
        lua_Integer i = lua_tointeger(L, 1);
        lua_pushinteger(L, i < 0 ? number_negate(i) : i);
    } else {
        lua_pushnumber(L, fabs(luaL_checknumber(L, 1)));
    }
    return 1;
}

static int abs_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    const Value *v = func + 1;
    if (nargs == 0 || !value_is_number(v)) {
        return -1;
    }
    if (v->tag == TAG_INTEGER) {
        return integer_result(func,
                              v->as.integer < 0 ? number_negate(v->as.integer) : v->as.integer);
    }
    return float_result(func, fabs(v->as.number));
}

// The remainder of a division that rounds towards zero; [divisor] is not 0.
static lua_Integer integer_remainder(lua_Integer dividend, lua_Integer divisor)
{
    return divisor == -1 ? 0 : dividend % divisor; // the smallest integer by -1 would trap
}

static int math_fmod(lua_State *L)
{
    if (lua_isinteger(L, 1) && lua_isinteger(L, 2)) {
        lua_Integer divisor = lua_tointeger(L, 2);
        luaL_argcheck(L, divisor != 0, 2, "zero");
        lua_pushinteger(L, integer_remainder(lua_tointeger(L, 1), divisor));
    } else {
        lua_Number divisor = luaL_checknumber(L, 2); // the first to be complained about, as in 5.4
        lua_pushnumber(L, fmod(luaL_checknumber(L, 1), divisor));
    }
    return 1;
}

static int fmod_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs < 2) {
        return -1;
    }
    if (func[1].tag == TAG_INTEGER && func[2].tag == TAG_INTEGER) {
        if (func[2].as.integer == 0) {
            return -1;
        }
        return integer_result(func, integer_remainder(func[1].as.integer, func[2].as.integer));
    }
    lua_Number dividend;
    lua_Number divisor;
    if (!float_argument(func, nargs, 1, &dividend) || !float_argument(func, nargs, 2, &divisor)) {
        return -1;
    }
    return float_result(func, fmod(dividend, divisor));
}

static int math_ult(lua_State *L)
{
    lua_Integer a = luaL_checkinteger(L, 1);
    lua_Integer b = luaL_checkinteger(L, 2);
    lua_pushboolean(L, (lua_Unsigned)a < (lua_Unsigned)b);
    return 1;
}

static int ult_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs < 2 || func[1].tag != TAG_INTEGER || func[2].tag != TAG_INTEGER) {
        return -1;
    }
    value_set_boolean(func, func[1].as.bits < func[2].as.bits);
    return 1;
}

static int math_frexp(lua_State *L)
{
    int exponent;
    lua_pushnumber(L, frexp(luaL_checknumber(L, 1), &exponent));
    lua_pushinteger(L, exponent);
    return 2;
}

static int math_ldexp(lua_State *L)
{
    lua_Number x = luaL_checknumber(L, 1);
    lua_pushnumber(L, ldexp(x, (int)luaL_checkinteger(L, 2)));
    return 1;
}

// ---- max, min

// The argument with the greatest (or smallest) value, in the first place where there are several.
// The stack is: arguments, number of the best one. [step] is the number of the argument that was
// compared with it, with the answer on top, or 0.
static int find_extreme(lua_State *L, int step, bool is_max)
{
    if (step == 0) {
        luaL_argcheck(L, lua_gettop(L) >= 1, 1, "value expected");
        lua_pushinteger(L, 1);
    }
    int best_slot = lua_gettop(L) - (step > 0);
    for (int i = step > 0 ? step : 2; i < best_slot; i++) {
        int best = (int)lua_tointeger(L, best_slot);
        if (i != step && !(is_max ? native_try_compare(L, best, i, LUA_OPLT)
                                  : native_try_compare(L, i, best, LUA_OPLT))) {
            return native_call(L, 2, 1, i);
        }
        if (lua_toboolean(L, -1)) {
            lua_pushinteger(L, i);
            lua_replace(L, best_slot);
        }
        lua_settop(L, best_slot);
    }
    lua_pushvalue(L, (int)lua_tointeger(L, best_slot));
    return 1;
}

static int math_max(lua_State *L, int step)
{
    return find_extreme(L, step, true);
}

static int math_min(lua_State *L, int step)
{
    return find_extreme(L, step, false);
}

static bool are_numbers(const Value *values, int count)
{
    for (int i = 0; i < count; i++) {
        if (!value_is_number(&values[i])) {
            return false;
        }
    }
    return count > 0;
}

static int max_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (!are_numbers(func + 1, nargs)) {
        return -1;
    }
    const Value *best = func + 1;
    for (int i = 2; i <= nargs; i++) {
        best = number_less(best, func + i) ? func + i : best;
    }
    value_copy(func, best);
    return 1;
}

static int min_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (!are_numbers(func + 1, nargs)) {
        return -1;
    }
    const Value *best = func + 1;
    for (int i = 2; i <= nargs; i++) {
        best = number_less(func + i, best) ? func + i : best;
    }
    value_copy(func, best);
    return 1;
}

// ---- type

// Upvalues: "integer", "float".
static int math_type(lua_State *L)
{
    if (lua_type(L, 1) == LUA_TNUMBER) {
        lua_pushvalue(L, lua_upvalueindex(lua_isinteger(L, 1) ? 1 : 2));
    } else {
        luaL_checkany(L, 1);
        luaL_pushfail(L);
    }
    return 1;
}

static int math_type_fast(Thread *L, Value *func, int nargs)
{
    (void)L;
    if (nargs == 0) {
        return -1;
    }
    if (value_is_number(func + 1)) {
        value_copy(func, &value_native_closure(func)->upvalues[func[1].tag != TAG_INTEGER]);
    } else {
        value_set_nil(func);
    }
    return 1;
}

// ---- registration

static const NativeReg math_functions[] = {
#define REGISTER(function_name, value) \
    {.name = #function_name, .function = math_##function_name, .fast = function_name##_fast},
    FLOAT_FUNCTIONS(REGISTER)
#undef REGISTER
        {.name = "abs", .function = math_abs, .fast = abs_fast},
    {.name = "atan", .function = math_atan, .fast = atan_fast},
    {.name = "atan2", .function = math_atan, .fast = atan_fast},
    {.name = "ceil", .function = math_ceil, .fast = ceil_fast},
    {.name = "floor", .function = math_floor, .fast = floor_fast},
    {.name = "fmod", .function = math_fmod, .fast = fmod_fast},
    {.name = "frexp", .function = math_frexp},
    {.name = "ldexp", .function = math_ldexp},
    {.name = "log", .function = math_log, .fast = log_fast},
    {.name = "max", .resumable = math_max, .fast = max_fast},
    {.name = "min", .resumable = math_min, .fast = min_fast},
    {.name = "modf", .function = math_modf},
    {.name = "pow", .function = math_pow, .fast = pow_fast},
    {.name = "tointeger", .function = math_tointeger, .fast = tointeger_fast},
    {.name = "ult", .function = math_ult, .fast = ult_fast},
    {.name = NULL},
};

static const NativeReg math_type_function = {
    .name = "type", .function = math_type, .fast = math_type_fast};

LUAMOD_API int luaopen_math(lua_State *L)
{
    lua_createtable(L, 0, 35);
    native_setfuncs(L, math_functions, 0);
    lua_pushliteral(L, "integer");
    lua_pushliteral(L, "float");
    native_push(L, &math_type_function, 2);
    lua_setfield(L, -2, math_type_function.name);
    mathlib_add_random(L);
    lua_pushnumber(L, PI);
    lua_setfield(L, -2, "pi");
    lua_pushnumber(L, HUGE_VAL);
    lua_setfield(L, -2, "huge");
    lua_pushinteger(L, LUA_MAXINTEGER);
    lua_setfield(L, -2, "maxinteger");
    lua_pushinteger(L, LUA_MININTEGER);
    lua_setfield(L, -2, "mininteger");
    return 1;
}
