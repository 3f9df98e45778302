// SPDX-License-Identifier: MIT
// number_test.c: checks vm/base/number against the C library and against wide arithmetic.

#include "vm/base/number.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

static void fail(const char *what, const char *text)
{
    printf("FAIL: %s: %s\n", what, text);
    failures++;
}

static uint64_t random_state = 88172645463325252u;

static uint64_t random_bits(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static double random_double(void)
{
    uint64_t bits = random_bits();
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}

static bool read_number(const char *text, Value *v)
{
    v->tag = TAG_NIL;
    size_t length = strlen(text);
    char *copy = malloc(length + 1); // without a closing zero, for the address checker
    memcpy(copy, text, length);
    size_t result = number_from_text(copy, length, v);
    free(copy);
    return result == length && v->tag != TAG_NIL;
}

static void expect_integer(const char *text, lua_Integer i)
{
    Value v;
    if (!read_number(text, &v) || v.tag != TAG_INTEGER || v.as.integer != i) {
        fail("integer", text);
    }
}

static void expect_float(const char *text, double n)
{
    Value v;
    if (!read_number(text, &v) || v.tag != TAG_FLOAT || memcmp(&v.as.number, &n, sizeof n) != 0) {
        fail("float", text);
    }
}

static void expect_no_number(const char *text)
{
    Value v;
    if (read_number(text, &v)) {
        fail("should not be a number", text);
    }
}

static void test_reading(void)
{
    expect_integer("0", 0);
    expect_integer("  -17\n", -17);
    expect_integer("+5", 5);
    expect_integer("-0", 0);
    expect_integer("9223372036854775807", INT64_MAX);
    expect_integer("-9223372036854775808", INT64_MIN);
    expect_integer("00000000000000000000000012", 12);
    expect_integer("0x10", 16);
    expect_integer("-0xFf", -255);
    expect_integer("0xffffffffffffffff", -1);
    expect_integer("0x1ffffffffffffffff", -1);
    expect_float("9223372036854775808", 9223372036854775808.0);
    expect_float("-9223372036854775809", -9223372036854775809.0);
    expect_float("1e1", 10.0);
    expect_float("-0.0", -0.0);
    expect_float(".5", .5);
    expect_float("5.", 5.);
    expect_float("\t 3.25e-2 \v", 0.0325);
    expect_float("1e999", HUGE_VAL);
    expect_float("-1e99999999999999999999", -HUGE_VAL);
    expect_float("1e-99999999999999999999", 0);
    expect_float("0e99999999999999999999", 0);
    expect_float("0x.8", 0.5);
    expect_float("0x8.", 8);
    expect_float("0x1p4", 16);
    expect_float("-0xAp-1", -5);
    expect_float("0x1.fffffffffffff8p0", 2.0);
    expect_float("0x1.00000000000008000000000000001p0", 0x1.0000000000001p0);
    expect_float("0x1p-1074", 0x1p-1074);
    expect_float("0x0.0000000000000001p0", 0x1p-64);
    static const char *const bad[] = {
        "",      " ",    "-",    "+",    ".",   "e1",  "1e",  "1e+",      "0x",  "0x.",
        "0xp",   "0xp1", "inf",  "nan",  "NaN", "- 1", "--1", "1 2",      "1x",  "0xg",
        "1.2.3", "1,5",  "1e1.", "0x1p", "1_0", "١",   "0b1", "infinity", "1e5e"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        expect_no_number(bad[i]);
    }
    Value v;
    if (number_from_text("1\0", 2, &v) != 0) {
        fail("zero", "at the end");
    }
}

// Long digit strings: the tie between two doubles is decided by a digit far behind.
static void test_long_numerals(void)
{
    char text[3000];
    for (int extra = 0; extra < 2; extra++) {
        int length = snprintf(text, sizeof text, "9007199254740993.");
        memset(text + length, '0', 1500);
        text[length + 1500] = (char)('0' + extra);
        text[length + 1501] = '\0';
        expect_float(text, extra ? 9007199254740994.0 : 9007199254740992.0);
    }
    text[0] = '0';
    text[1] = '.';
    memset(text + 2, '0', 2000);
    strcpy(text + 2002, "15e2001");
    expect_float(text, 1.5);
    memset(text, '1', 400);
    text[400] = '\0';
    expect_float(text, strtod(text, NULL));
    strcpy(text, "0x1");
    memset(text + 3, '0', 1000);
    strcpy(text + 1003, "p-4000");
    expect_float(text, 1.0);
}

static void test_random_reading(void)
{
    char text[100];
    for (int i = 0; i < 200000; i++) {
        double d = random_double();
        if (isnan(d)) {
            continue;
        }
        if (i & 1) {
            d = ldexp((double)(random_bits() >> (random_bits() & 63)),
                      (int)(random_bits() % 90) - 60);
        }
        int digits = (int)(random_bits() % 22) + 1;
        snprintf(text, sizeof text, i & 2 ? "%.*g" : "%.*e", digits, d);
        if (isinf(d) || strpbrk(text, ".e") == NULL) {
            continue;
        }
        expect_float(text, strtod(text, NULL));
        if (i % 16 == 0) {
            snprintf(text, sizeof text, "%a", d);
            if (strpbrk(text, ".p")) {
                expect_float(text, d);
            }
        }
    }
}

static void expect_text(const Value *v, const char *expected)
{
    char text[NUMBER_TEXT_MAX];
    memset(text, '#', sizeof text);
    int length = number_to_text(v, text);
    if (strcmp(text, expected) != 0 || length != (int)strlen(expected)) {
        fail(expected, text);
    }
}

static void expect_float_text(double n, const char *expected)
{
    Value v;
    value_set_float(&v, n);
    expect_text(&v, expected);
}

static void check_against_printf(double n)
{
    char text[NUMBER_TEXT_MAX], expected[NUMBER_TEXT_MAX];
    number_format_float(n, text);
    snprintf(expected, sizeof expected, "%.14g", n);
    if (strcmp(text, expected) != 0) {
        fail(expected, text);
    }
    int precision = (int)(random_bits() % 17);
    char fixed[512];
    int length = number_try_format_fixed(n, precision, text);
    snprintf(fixed, sizeof fixed, "%.*f", precision, n);
    if (length != 0 && (strcmp(text, fixed) != 0 || length != (int)strlen(fixed))) {
        fail(fixed, text);
    }
}

static void test_writing(void)
{
    Value v;
    for (int i = 0; i < 100000; i++) {
        char expected[40];
        value_set_integer(&v, (lua_Integer)(random_bits() >> (random_bits() & 63)));
        if (i & 1) {
            v.as.integer = number_negate(v.as.integer);
        }
        snprintf(expected, sizeof expected, "%lld", (long long)v.as.integer);
        expect_text(&v, expected);
    }
    value_set_integer(&v, INT64_MIN);
    expect_text(&v, "-9223372036854775808");
    expect_float_text(0.0, "0.0");
    expect_float_text(-0.0, "-0.0");
    expect_float_text(100, "100.0");
    expect_float_text(1e14, "1e+14");
    expect_float_text(99999999999999.0, "99999999999999.0");
    expect_float_text(99999999999999.9, "1e+14");
    expect_float_text(1e-4, "0.0001");
    expect_float_text(0.1, "0.1");
    expect_float_text(3.14159265358979, "3.1415926535898");
    expect_float_text(HUGE_VAL, "inf");
    expect_float_text(-HUGE_VAL, "-inf");
    expect_float_text(1e15, "1e+15");
    for (int i = 0; i < 200000; i++) {
        check_against_printf(random_double());
        double n = ldexp((double)(random_bits() >> 11), -(int)(random_bits() % 75));
        check_against_printf(i & 1 ? n : -n);
        check_against_printf((double)(int64_t)(random_bits() >> (random_bits() & 63)) /
                             (double)(1 << (random_bits() % 20)));
        check_against_printf((double)(random_bits() % 1000000) / 1000.0);
        check_against_printf(nextafter(pow(10, (int)(random_bits() % 40) - 20), i & 1 ? 0 : 1e300));
    }
}

static void test_locale(void)
{
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL && setlocale(LC_ALL, "de_DE") == NULL) {
        return;
    }
    expect_float("1,5", 1.5);
    expect_float("1.5", 1.5);
    expect_float("1.2345678901234567890123", 1.2345678901234567890123);
    expect_no_number("1,5.2");
    expect_float_text(1.5, "1,5");
    expect_float_text(2, "2,0");
    setlocale(LC_ALL, "C");
}

static lua_Integer floor_div_reference(lua_Integer a, lua_Integer b)
{
    __int128 q = (__int128)a / b;
    if ((__int128)a % b != 0 && (a < 0) != (b < 0)) {
        q--;
    }
    return (lua_Integer)q;
}

static void test_arithmetic(void)
{
    static const lua_Integer samples[] = {1,
                                          -1,
                                          2,
                                          -2,
                                          3,
                                          -3,
                                          7,
                                          -7,
                                          10,
                                          INT64_MAX,
                                          INT64_MIN,
                                          INT64_MAX - 1,
                                          INT64_MIN + 1,
                                          1ll << 32,
                                          -(1ll << 32),
                                          (1ll << 32) - 1,
                                          0};
    int count = sizeof samples / sizeof *samples;
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count - 1; j++) {
            lua_Integer a = samples[i], b = samples[j];
            lua_Integer q = number_floor_div(a, b);
            if (q != floor_div_reference(a, b) ||
                number_mod(a, b) != (lua_Integer)(a - (__int128)floor_div_reference(a, b) * b)) {
                fail("division", "");
            }
        }
    }
    if (number_shift_left(1, 63) != INT64_MIN || number_shift_left(1, 64) != 0 ||
        number_shift_left(-1, -1) != INT64_MAX || number_shift_right(-1, 63) != 1 ||
        number_shift_right(-1, 64) != 0 || number_shift_right(1, INT64_MIN) != 0 ||
        number_shift_left(1, INT64_MIN) != 0 || number_shift_right(1, -4) != 16) {
        fail("shift", "");
    }
    if (number_float_mod(5.5, 2) != 1.5 || number_float_mod(-5.5, 2) != 0.5 ||
        number_float_mod(5.5, -2) != -0.5 || number_float_mod(5, -HUGE_VAL) != -HUGE_VAL ||
        number_float_mod(-5, HUGE_VAL) != HUGE_VAL || number_float_mod(5, HUGE_VAL) != 5 ||
        !isnan(number_float_mod(1, 0)) || !isnan(number_float_mod(HUGE_VAL, 2)) ||
        !signbit(number_float_mod(-6, 3)) || number_float_mod(-1e300, 7) < 0 ||
        number_float_mod(-0x1p63, -1) != 0 || number_float_mod(-7, 3) != 2) {
        fail("float modulo", "");
    }
}

static void test_comparison(void)
{
    static const double near[] = {
        0,       1,           -1,     0.5,     -0.5,           0x1p53,        0x1p53 + 2,
        -0x1p53, 0x1p62,      0x1p63, -0x1p63, -0x1p63 - 2048, 0x1p63 - 1024, 1e300,
        -1e300,  0x1p53 - 0.5};
    for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
        for (int delta = -3; delta <= 3; delta++) {
            double f = near[i];
            lua_Integer base = f >= 0x1p63 ? INT64_MAX : f < -0x1p63 ? INT64_MIN : (lua_Integer)f;
            lua_Integer n = number_add(base, delta);
            long double exact = n; // 64 bits of mantissa on x86
            if (sizeof(long double) < 16) {
                continue;
            }
            if (number_int_less_float(n, f) != (exact < f) ||
                number_int_less_equal_float(n, f) != (exact <= f) ||
                number_float_less_int(f, n) != (f < exact) ||
                number_float_less_equal_int(f, n) != (f <= exact) ||
                number_int_equal_float(n, f) != (exact == f)) {
                fail("comparison", "");
            }
        }
    }
    lua_Integer big = INT64_MAX;
    if (number_int_less_float(big, NAN) || number_float_less_int(NAN, big) ||
        number_int_less_equal_float(1, NAN) || number_float_less_equal_int(NAN, big) ||
        !number_int_less_float(big, HUGE_VAL) || !number_float_less_int(-HUGE_VAL, INT64_MIN)) {
        fail("comparison", "nan or inf");
    }
    lua_Integer i;
    if (number_to_integer(0x1p63, &i) || !number_to_integer(-0x1p63, &i) || i != INT64_MIN ||
        number_to_integer(1.5, &i) || number_to_integer(NAN, &i) ||
        !number_floor_to_integer(-1.5, &i) || i != -2 || !number_ceil_to_integer(-1.5, &i) ||
        i != -1 || !number_ceil_to_integer(-0x1p63, &i) || number_floor_to_integer(HUGE_VAL, &i)) {
        fail("to integer", "");
    }
}

int main(void)
{
    test_reading();
    test_long_numerals();
    test_random_reading();
    test_writing();
    test_locale();
    test_arithmetic();
    test_comparison();
    if (failures == 0) {
        printf("ok\n");
    }
    return failures != 0;
}
