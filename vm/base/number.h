// SPDX-License-Identifier: MIT
// number.h: numbers: text to number and back, float to integer, and the arithmetic that C does not
// define the way Lua does (manual 3.4.1, 3.4.2, 3.4.3, 3.4.4). No state, no allocation, no errors.

#ifndef NEAP_VM_BASE_NUMBER_H
#define NEAP_VM_BASE_NUMBER_H

#include <math.h>

#include "vm/base/value.h"

// Room for any text of number_to_text, its closing zero included.
#define NUMBER_TEXT_MAX 64

// ---- text

// Reads a Lua numeral that fills all of text[0 .. length - 1]; white space around it and a sign are
// allowed. Decimal integers that do not fit become floats, hexadecimal ones wrap around. Accepts
// the locale's decimal point besides '.'. Returns [length], or 0 if it is not a numeral (then
// [result] is untouched). Needs no closing zero; zeros inside make it fail.
size_t number_from_text(const char *text, size_t length, Value *result);

// Writes a number as tostring does ("%d", "%.14g" with ".0" after what looks like an integer) and a
// closing zero. Returns the length. [out] has room for NUMBER_TEXT_MAX bytes.
int number_to_text(const Value *v, char *out);
int number_integer_to_text(lua_Integer i, char *out);

// As C's "%.14g" of a float, without the ".0". Closing zero; returns the length.
int number_format_float(lua_Number n, char *out);

// As C's "%.[precision]f" where that is quick: returns the length, or 0 where the caller must use
// snprintf. [out] has room for NUMBER_TEXT_MAX bytes.
int number_try_format_fixed(lua_Number n, int precision, char *out);

// ---- float to integer

// True if [n] has an exact integer representation, which is stored.
static inline bool number_to_integer(lua_Number n, lua_Integer *out)
{
    if (n >= -0x1p63 && n < 0x1p63) {
        lua_Integer i = (lua_Integer)n;
        if ((lua_Number)i == n) {
            *out = i;
            return true;
        }
    }
    return false;
}
// The largest integer <= n. False if that does not fit (or n is NaN).
static inline bool number_floor_to_integer(lua_Number n, lua_Integer *out)
{
    if (n >= -0x1p63 && n < 0x1p63) {
        lua_Integer i = (lua_Integer)n;
        *out = i - ((lua_Number)i > n);
        return true;
    }
    return false;
}
// The smallest integer >= n. False if that does not fit (or n is NaN).
static inline bool number_ceil_to_integer(lua_Number n, lua_Integer *out)
{
    if (n >= -0x1p63 && n < 0x1p63) {
        lua_Integer i = (lua_Integer)n;
        *out = i + ((lua_Number)i < n);
        return true;
    }
    return false;
}
// The integer that a number (not a string) stands for; false for other floats and other values.
static inline bool number_value_to_integer(const Value *v, lua_Integer *out)
{
    if (LIKELY(v->tag == TAG_INTEGER)) {
        *out = v->as.integer;
        return true;
    }
    return v->tag == TAG_FLOAT && number_to_integer(v->as.number, out);
}
// The float that a number (not a string) stands for; false for other values.
static inline bool number_value_to_float(const Value *v, lua_Number *out)
{
    if (LIKELY(v->tag == TAG_FLOAT)) {
        *out = v->as.number;
        return true;
    }
    if (v->tag == TAG_INTEGER) {
        *out = (lua_Number)v->as.integer;
        return true;
    }
    return false;
}

// ---- integer arithmetic that wraps around

static inline lua_Integer number_add(lua_Integer a, lua_Integer b)
{
    return (lua_Integer)((lua_Unsigned)a + (lua_Unsigned)b);
}
static inline lua_Integer number_sub(lua_Integer a, lua_Integer b)
{
    return (lua_Integer)((lua_Unsigned)a - (lua_Unsigned)b);
}
static inline lua_Integer number_mul(lua_Integer a, lua_Integer b)
{
    return (lua_Integer)((lua_Unsigned)a * (lua_Unsigned)b);
}
static inline lua_Integer number_negate(lua_Integer a)
{
    return (lua_Integer)(0u - (lua_Unsigned)a);
}

// a // b rounded towards minus infinity; b is not 0. Small operands take the processor's faster
// 32-bit division.
static inline lua_Integer number_floor_div(lua_Integer a, lua_Integer b)
{
    if (((lua_Unsigned)a | (lua_Unsigned)b) >> 32 == 0) {
        return (lua_Integer)((uint32_t)a / (uint32_t)b);
    }
    if (UNLIKELY(b == -1)) {
        return number_negate(a); // the division of the smallest integer would trap
    }
    lua_Integer quotient = a / b;
    return quotient - ((a ^ b) < 0 && quotient * b != a);
}
// a % b with the sign of b; b is not 0.
static inline lua_Integer number_mod(lua_Integer a, lua_Integer b)
{
    if (((lua_Unsigned)a | (lua_Unsigned)b) >> 32 == 0) {
        return (lua_Integer)((uint32_t)a % (uint32_t)b);
    }
    if (UNLIKELY(b == -1)) {
        return 0;
    }
    lua_Integer rest = a % b;
    return rest + ((rest != 0 && (rest ^ b) < 0) ? b : 0);
}

// x << n, zeros filled in; negative n shifts right.
static inline lua_Integer number_shift_left(lua_Integer x, lua_Integer n)
{
    if (LIKELY((lua_Unsigned)n < 64)) {
        return (lua_Integer)((lua_Unsigned)x << n);
    }
    if (n < 0 && n > -64) {
        return (lua_Integer)((lua_Unsigned)x >> -n);
    }
    return 0;
}
static inline lua_Integer number_shift_right(lua_Integer x, lua_Integer n)
{
    if (LIKELY((lua_Unsigned)n < 64)) {
        return (lua_Integer)((lua_Unsigned)x >> n);
    }
    if (n < 0 && n > -64) {
        return (lua_Integer)((lua_Unsigned)x << -n);
    }
    return 0;
}

// ---- float arithmetic

// a % b with the sign of b, as of an exact division.
lua_Number number_float_mod(lua_Number a, lua_Number b);

static inline lua_Number number_float_floor_div(lua_Number a, lua_Number b)
{
    return floor(a / b);
}
static inline lua_Number number_pow(lua_Number a, lua_Number b)
{
    return b == 2 ? a * a : pow(a, b);
}

// ---- exact comparison of integers with floats (false with NaN)

#define NUMBER_EXACT_MAX ((lua_Integer)1 << 53) // up to here every integer is a float

static inline bool number_is_exact(lua_Integer i)
{
    return (lua_Unsigned)i + NUMBER_EXACT_MAX <= (lua_Unsigned)NUMBER_EXACT_MAX * 2;
}
bool number_int_less_float_slow(lua_Integer i, lua_Number f);
bool number_int_less_equal_float_slow(lua_Integer i, lua_Number f);
bool number_float_less_int_slow(lua_Number f, lua_Integer i);
bool number_float_less_equal_int_slow(lua_Number f, lua_Integer i);

static inline bool number_int_less_float(lua_Integer i, lua_Number f)
{
    return LIKELY(number_is_exact(i)) ? (lua_Number)i < f : number_int_less_float_slow(i, f);
}
static inline bool number_int_less_equal_float(lua_Integer i, lua_Number f)
{
    return LIKELY(number_is_exact(i)) ? (lua_Number)i <= f : number_int_less_equal_float_slow(i, f);
}
static inline bool number_float_less_int(lua_Number f, lua_Integer i)
{
    return LIKELY(number_is_exact(i)) ? f < (lua_Number)i : number_float_less_int_slow(f, i);
}
static inline bool number_float_less_equal_int(lua_Number f, lua_Integer i)
{
    return LIKELY(number_is_exact(i)) ? f <= (lua_Number)i : number_float_less_equal_int_slow(f, i);
}
static inline bool number_int_equal_float(lua_Integer i, lua_Number f)
{
    lua_Integer exact;
    return number_to_integer(f, &exact) && exact == i;
}

// Any two numbers.
static inline bool number_less(const Value *a, const Value *b)
{
    if (a->tag == b->tag) {
        return a->tag == TAG_INTEGER ? a->as.integer < b->as.integer : a->as.number < b->as.number;
    }
    return a->tag == TAG_INTEGER ? number_int_less_float(a->as.integer, b->as.number)
                                 : number_float_less_int(a->as.number, b->as.integer);
}

#endif
