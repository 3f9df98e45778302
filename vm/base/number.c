// SPDX-License-Identifier: MIT
// number.c: numbers to text and back; rare cases of arithmetic and comparison.
//
// Text to float. The digits are gathered into a 64-bit integer [digits] and a power of ten. If
// both are small enough, one exact operation (on doubles, or on 128-bit integers) rounds once,
// hence correctly. Everything else is written down again in a normal form without a decimal point
// ("1234e-56") for strtod, so that neither the locale nor a missing closing zero matters. More than
// 800 significant digits cannot change the result beyond "a bit more": those are cut, and a final
// 1 stands for them (a double's exact decimal expansion has at most 767 digits).
//
// Float to text. "%.14g" of a number in fixed notation is the integer n = number * 10^p, rounded
// to 14 digits. With 128-bit integers n and the discarded rest are exact, so the rounding is that
// of a correct printf (ties to even). Exponent notation goes to snprintf.

#include "vm/base/number.h"

#include <float.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__unix__) || defined(__APPLE__)
#include <langinfo.h>
#endif

#ifdef __SIZEOF_INT128__
typedef unsigned __int128 Wide;
#define HAS_WIDE 1
#else
#define HAS_WIDE 0
#endif

#define DIGITS_MAX 800 // significant digits kept for strtod

static const uint64_t power_of_ten[20] = {
    1u,
    10u,
    100u,
    1000u,
    10000u,
    100000u,
    1000000u,
    10000000u,
    100000000u,
    1000000000u,
    10000000000u,
    100000000000u,
    1000000000000u,
    10000000000000u,
    100000000000000u,
    1000000000000000u,
    10000000000000000u,
    100000000000000000u,
    1000000000000000000u,
    10000000000000000000u,
};

// The locale's decimal point (its first byte, as in 5.4).
static char decimal_point(void)
{
#if defined(__unix__) || defined(__APPLE__)
    return *nl_langinfo(RADIXCHAR);
#else
    return *localeconv()->decimal_point;
#endif
}

// ---- reading

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
    return (unsigned)(c - '0') < 10;
}

// Value of a hexadecimal digit, or -1.
static int hex_value(char c)
{
    if (is_digit(c)) {
        return c - '0';
    }
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static bool is_letter(char c)
{
    return (unsigned)((c | 0x20) - 'a') < 26;
}

static bool is_point(char c)
{
    return c == '.' || (c != '\0' && !is_letter(c) && c == decimal_point());
}

// Digits of either base, as read from the text. [text] .. [end] is what remains to be read.
typedef struct Numeral {
    const char *text;
    const char *end;
    int base;        // 10 or 16
    uint64_t digits; // all significant digits, if they fit ([is_cut] false); modulo 2^64
    bool is_cut;     // [digits] is not all of them
    bool has_digits;
    bool is_float;    // has a point or an exponent
    int64_t exponent; // power of ten, or of two, that the digits are to be multiplied by
    size_t kept;      // significant digits in [buffer]
    bool is_inexact;  // a digit other than 0 was not kept
    char buffer[DIGITS_MAX + 64];
} Numeral;

static void add_digit(Numeral *n, char c, int value)
{
    if (value == 0 && n->kept == 0) {
        return; // leading zero
    }
    if (n->kept < DIGITS_MAX) {
        n->buffer[n->kept++] = c;
    } else {
        n->is_inexact |= value != 0;
        n->exponent += n->base == 16 ? 4 : 1;
    }
    uint64_t limit = n->base == 16 ? UINT64_MAX >> 4 : (UINT64_MAX - 9) / 10;
    if (n->digits > limit) {
        n->is_cut = true;
    }
    n->digits = n->digits * (uint64_t)n->base + (uint64_t)value;
}

static void read_digits(Numeral *n)
{
    for (; n->text < n->end; n->text++) {
        int value = hex_value(*n->text);
        if (value >= 0 && value < n->base) {
            add_digit(n, *n->text, value);
            n->has_digits = true;
        } else if (!n->is_float && is_point(*n->text)) {
            n->is_float = true;
            continue;
        } else {
            break;
        }
        if (n->is_float) {
            n->exponent -= n->base == 16 ? 4 : 1;
        }
    }
}

// Reads the exponent, if one follows. False if it is malformed.
static bool read_exponent(Numeral *n)
{
    if (n->text == n->end || (*n->text | 0x20) != (n->base == 16 ? 'p' : 'e')) {
        return true;
    }
    n->text++;
    bool is_negative = n->text < n->end && *n->text == '-';
    n->text += n->text < n->end && (*n->text == '-' || *n->text == '+');
    if (n->text == n->end || !is_digit(*n->text)) {
        return false;
    }
    int64_t exponent = 0;
    for (; n->text < n->end && is_digit(*n->text); n->text++) {
        if (exponent < INT64_MAX / 100) {
            exponent = exponent * 10 + (*n->text - '0');
        }
    }
    n->exponent += is_negative ? -exponent : exponent;
    n->is_float = true;
    return true;
}

// Writes the numeral in normal form and lets strtod do it.
static double float_by_strtod(Numeral *n)
{
    char text[DIGITS_MAX + 64];
    size_t length = 0;
    if (n->base == 16) {
        text[length++] = '0';
        text[length++] = 'x';
    }
    memcpy(text + length, n->buffer, n->kept);
    length += n->kept;
    int64_t exponent = n->exponent;
    if (n->is_inexact) {
        text[length++] = '1';
        exponent -= n->base == 16 ? 4 : 1;
    }
    // strtod is only asked for what it can tell apart from 0 and infinity.
    if (exponent > 99999 || exponent < -99999) {
        exponent = exponent > 0 ? 99999 : -99999;
    }
    snprintf(text + length, sizeof text - length, "%c%d", n->base == 16 ? 'p' : 'e', (int)exponent);
    return strtod(text, NULL);
}

#if HAS_WIDE
// digits * 10^exponent for |exponent| < 20, rounded once.
static double float_by_wide(uint64_t digits, int64_t exponent)
{
    if (exponent >= 0) {
        return (double)((Wide)digits * power_of_ten[exponent]);
    }
    // The quotient of the shifted digits has at least 64 significant bits, of which a double
    // takes 53; that there is a rest goes into the lowest one.
    int shift = __builtin_clzll(digits);
    Wide dividend = (Wide)(digits << shift) << 64;
    uint64_t divisor = power_of_ten[-exponent];
    Wide quotient = dividend / divisor;
    quotient |= quotient * divisor != dividend;
    return ldexp((double)quotient, -64 - shift);
}
#endif

static double float_of_decimal(Numeral *n)
{
    static const double exact_power[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                           1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                           1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (n->kept == 0) {
        return 0.0;
    }
    if (!n->is_cut) {
        int64_t exponent = n->exponent;
        if (FLT_EVAL_METHOD == 0 && n->digits <= (uint64_t)1 << 53 && exponent >= -22 &&
            exponent <= 22) {
            double digits = (double)(int64_t)n->digits;
            return exponent < 0 ? digits / exact_power[-exponent] : digits * exact_power[exponent];
        }
#if HAS_WIDE
        if (exponent > -20 && exponent < 20) {
            return float_by_wide(n->digits, exponent);
        }
#endif
    }
    return float_by_strtod(n);
}

static double float_of_hex(Numeral *n)
{
    if (n->kept == 0) {
        return 0.0;
    }
    if (!n->is_cut && n->digits <= (uint64_t)1 << 53 && n->exponent > -1000 && n->exponent < 900) {
        return ldexp((double)(int64_t)n->digits, (int)n->exponent); // exact
    }
    return float_by_strtod(n);
}

// Reads the digits after the sign, up to [end].
static bool read_numeral(const char *text, const char *end, bool is_negative, Value *result)
{
    Numeral n;
    n.text = text;
    n.end = end;
    n.base = 10;
    n.digits = 0;
    n.is_cut = n.has_digits = n.is_float = n.is_inexact = false;
    n.exponent = 0;
    n.kept = 0;
    if (end - text > 2 && text[0] == '0' && (text[1] | 0x20) == 'x') {
        n.base = 16;
        n.text += 2;
    }
    read_digits(&n);
    if (!n.has_digits || !read_exponent(&n) || n.text != end) {
        return false;
    }
    uint64_t limit = (uint64_t)INT64_MAX + is_negative;
    if (!n.is_float && (n.base == 16 || (!n.is_cut && n.digits <= limit))) {
        value_set_integer(result, (lua_Integer)(is_negative ? 0 - n.digits : n.digits));
    } else {
        double number = n.base == 16 ? float_of_hex(&n) : float_of_decimal(&n);
        value_set_float(result, is_negative ? -number : number);
    }
    return true;
}

size_t number_from_text(const char *text, size_t length, Value *result)
{
    const char *end = text + length;
    const char *start = text;
    while (start < end && is_space(*start)) {
        start++;
    }
    while (end > start && is_space(end[-1])) {
        end--;
    }
    bool is_negative = start < end && *start == '-';
    start += start < end && (*start == '-' || *start == '+');
    if ((size_t)(end - start) - 1 < 18) { // 1 to 18 bytes: most are plain integers
        uint64_t number = 0;
        const char *c = start;
        while (c < end && is_digit(*c)) {
            number = number * 10 + (uint64_t)(*c++ - '0');
        }
        if (c == end) {
            value_set_integer(result, is_negative ? -(lua_Integer)number : (lua_Integer)number);
            return length;
        }
    }
    return read_numeral(start, end, is_negative, result) ? length : 0;
}

// ---- writing

static const char digit_pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233"
    "34353637383940414243444546474849505152535455565758596061626364656667"
    "6869707172737475767778798081828384858687888990919293949596979899";

// Writes the digits so that they end before [end]. Returns where they begin.
static char *write_digits(char *end, uint64_t n)
{
    while (n >= 100) {
        end -= 2;
        memcpy(end, digit_pairs + 2 * (n % 100), 2);
        n /= 100;
    }
    if (n >= 10) {
        end -= 2;
        memcpy(end, digit_pairs + 2 * n, 2);
        return end;
    }
    *--end = (char)('0' + n);
    return end;
}

int number_integer_to_text(lua_Integer i, char *out)
{
    char digits[24];
    char *end = digits + sizeof digits;
    uint64_t n = i < 0 ? 0 - (uint64_t)i : (uint64_t)i;
    char *start = write_digits(end, n);
    if (i < 0) {
        *--start = '-';
    }
    int length = (int)(end - start);
    memcpy(out, start, (size_t)length);
    out[length] = '\0';
    return length;
}

// Writes n / 10^point with all [point] decimals. Returns one past the last byte written.
static char *write_decimal(char *out, uint64_t n, int point)
{
    char digits[48];
    char *end = digits + sizeof digits;
    char *start = write_digits(end, n);
    while (end - start <= point) {
        *--start = '0';
    }
    size_t whole = (size_t)(end - start - point);
    memcpy(out, start, whole);
    out += whole;
    if (point > 0) {
        *out++ = decimal_point();
        memcpy(out, end - point, (size_t)point);
        out += point;
    }
    return out;
}

#if HAS_WIDE
// A positive float as mantissa * 2^-shift.
static uint64_t split_float(double number, int *shift)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    *shift = 1075 - (int)(bits >> 52);
    return (bits & (((uint64_t)1 << 52) - 1)) | (uint64_t)1 << 52;
}

// number * 10^power rounded to an integer, ties to even; *whole is what stands before rounding.
// [number] is normal, positive, and the product below 2^64; power is 0 to 19.
static uint64_t scale_float(double number, int power, uint64_t *whole)
{
    int shift;
    uint64_t mantissa = split_float(number, &shift);
    Wide product = (Wide)mantissa * power_of_ten[power];
    if (shift <= 0) {
        return *whole = (uint64_t)(product << -shift);
    }
    if (shift >= 128) {
        return *whole = 0; // below 2^117 / 2^128
    }
    *whole = (uint64_t)(product >> shift);
    Wide rest = product & (((Wide)1 << shift) - 1);
    Wide half = (Wide)1 << (shift - 1);
    return *whole + (rest > half || (rest == half && (*whole & 1)));
}

// "%.14g" for 1e-4 <= number < 1e14 in fixed notation. Returns the length, or 0 if rounding makes
// it 1e14.
static int write_short_float(double number, char *out)
{
    const uint64_t least = power_of_ten[13];
    int shift;
    split_float(number, &shift);
    // floor(log10) from floor(log2), exact or one too small: 1233 / 4096 is a bit below log10(2).
    int binary = 52 - shift;
    int decimal = (binary * 1233) >> 12;
    uint64_t whole;
    uint64_t n = scale_float(number, 13 - decimal, &whole);
    if (whole >= least * 10) {
        decimal++;
        n = scale_float(number, 13 - decimal, &whole);
    }
    if (n == least * 10) {
        n = least;
        decimal++;
    }
    if (decimal > 13) {
        return 0;
    }
    int point = 13 - decimal;
    while (point > 0 && n % 10 == 0) {
        n /= 10;
        point--;
    }
    char *end = write_decimal(out, n, point);
    *end = '\0';
    return (int)(end - out);
}
#endif

int number_format_float(lua_Number n, char *out)
{
    double magnitude = fabs(n);
    int sign = signbit(n) != 0;
    if (magnitude < 1e14) {
        int64_t whole = (int64_t)magnitude;
        if ((double)whole == magnitude) {
            out[0] = '-';
            return sign + number_integer_to_text(whole, out + sign);
        }
#if HAS_WIDE
        if (magnitude >= 1e-4) {
            out[0] = '-';
            int length = write_short_float(magnitude, out + sign);
            if (length > 0) {
                return sign + length;
            }
        }
#endif
    }
    return snprintf(out, NUMBER_TEXT_MAX, "%.14g", n);
}

int number_try_format_fixed(lua_Number n, int precision, char *out)
{
#if HAS_WIDE
    double magnitude = fabs(n);
    if (precision < 0 || precision > 15 || !(magnitude < 1e15) ||
        (magnitude < 1e-300 && magnitude != 0)) {
        return 0;
    }
    int sign = signbit(n) != 0;
    uint64_t digits = 0;
    if (magnitude != 0) {
        if (magnitude * (double)power_of_ten[precision] >= 1e18) {
            return 0;
        }
        uint64_t whole;
        digits = scale_float(magnitude, precision, &whole);
    }
    out[0] = '-';
    char *end = write_decimal(out + sign, digits, precision);
    *end = '\0';
    return (int)(end - out);
#else
    (void)n, (void)precision, (void)out;
    return 0;
#endif
}

int number_to_text(const Value *v, char *out)
{
    if (v->tag == TAG_INTEGER) {
        return number_integer_to_text(v->as.integer, out);
    }
    int length = number_format_float(v->as.number, out);
    for (int i = 0; i < length; i++) {
        if (!is_digit(out[i]) && out[i] != '-') {
            return length;
        }
    }
    out[length++] = decimal_point(); // else it would read as an integer
    out[length++] = '0';
    out[length] = '\0';
    return length;
}

// ---- arithmetic

lua_Number number_float_mod(lua_Number a, lua_Number b)
{
    lua_Number rest;
    lua_Integer whole_a, whole_b;
    if (a > 0 && b > 0 && a <= NUMBER_EXACT_MAX && b <= NUMBER_EXACT_MAX) {
        whole_a = (lua_Integer)a;
        whole_b = (lua_Integer)b;
        if ((lua_Number)whole_a == a && (lua_Number)whole_b == b) {
            return (lua_Number)(whole_a % whole_b);
        }
    }
    if (number_to_integer(a, &whole_a) && number_to_integer(b, &whole_b) && whole_b != 0 &&
        whole_b != -1) {
        rest = copysign((lua_Number)(whole_a % whole_b), a);
    } else {
        rest = fmod(a, b);
    }
    if (rest != 0 && (rest < 0) != (b < 0)) {
        rest += b;
    }
    return rest;
}

// ---- comparison: [i] is beyond 2^53, so that a float near it is integral or one bound decides

bool number_int_less_float_slow(lua_Integer i, lua_Number f)
{
    lua_Integer bound;
    return number_ceil_to_integer(f, &bound) ? i < bound : f > 0;
}

bool number_int_less_equal_float_slow(lua_Integer i, lua_Number f)
{
    lua_Integer bound;
    return number_floor_to_integer(f, &bound) ? i <= bound : f > 0;
}

bool number_float_less_int_slow(lua_Number f, lua_Integer i)
{
    lua_Integer bound;
    return number_floor_to_integer(f, &bound) ? bound < i : f < 0;
}

bool number_float_less_equal_int_slow(lua_Number f, lua_Integer i)
{
    lua_Integer bound;
    return number_ceil_to_integer(f, &bound) ? bound <= i : f < 0;
}
