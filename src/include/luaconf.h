/* SPDX-License-Identifier: MIT */
/*
 * luaconf.h: the properties of this build that programs compiled against it rely on.
 *
 * Number types and their text forms, limits, export marks, search paths. Everything here is part of
 * the binary interface shared by all Lua 5.4 libraries of the system: changing a type or a size
 * means that C modules compiled elsewhere no longer work. Written to be read by C89, C11 and C++.
 */

#ifndef luaconf_h
#define luaconf_h

#include <limits.h>
#include <stddef.h>
#include <stdint.h>

/* ---- numbers */

/* How the integer and float types are chosen; this build has 64 bits of each. */
#define LUA_INT_INT 1
#define LUA_INT_LONG 2
#define LUA_INT_LONGLONG 3
#define LUA_FLOAT_FLOAT 1
#define LUA_FLOAT_DOUBLE 2
#define LUA_FLOAT_LONGDOUBLE 3
#define LUA_INT_DEFAULT LUA_INT_LONGLONG
#define LUA_FLOAT_DEFAULT LUA_FLOAT_DOUBLE
#define LUA_32BITS 0
#define LUA_C89_NUMBERS 0
#define LUA_INT_TYPE LUA_INT_DEFAULT
#define LUA_FLOAT_TYPE LUA_FLOAT_DEFAULT
#define LUAI_IS32INT (UINT_MAX >= 0xffffffffu)

/* Integers: the type, its unsigned twin, the type that '%I' of lua_pushfstring takes, printf forms.
 */
#define LUA_INTEGER long long
#define LUA_UNSIGNED unsigned LUA_INTEGER
#define LUAI_UACINT LUA_INTEGER
#define LUA_INTEGER_FRMLEN "ll"
#define LUA_INTEGER_FMT "%" LUA_INTEGER_FRMLEN "d"
#define LUA_MAXINTEGER LLONG_MAX
#define LUA_MININTEGER LLONG_MIN
#define LUA_MAXUNSIGNED ULLONG_MAX

/* Floats: the type, the type that '%f' of lua_pushfstring takes, printf forms. */
#define LUA_NUMBER double
#define LUAI_UACNUMBER double
#define LUA_NUMBER_FRMLEN ""
#define LUA_NUMBER_FMT "%.14g"

/* Names of <math.h> and <float.h> for the float type; users include those headers. */
#define l_mathop(op) op
#define l_floatatt(n) (DBL_##n)
#define l_floor(x) (l_mathop(floor)(x))

/* Texts of numbers and addresses into a buffer; users include <stdio.h> and <stdlib.h>. */
#define l_sprintf(s, sz, f, i) snprintf((s), (sz), (f), (i))
#define lua_integer2str(s, sz, n) l_sprintf((s), (sz), LUA_INTEGER_FMT, (LUAI_UACINT)(n))
#define lua_number2str(s, sz, n) l_sprintf((s), (sz), LUA_NUMBER_FMT, (LUAI_UACNUMBER)(n))
#define lua_number2strx(L, b, sz, f, n) ((void)(L), l_sprintf((b), (sz), (f), (LUAI_UACNUMBER)(n)))
#define lua_pointer2str(buff, sz, p) l_sprintf((buff), (sz), "%p", (p))
#define lua_str2number(s, p) strtod((s), (p))
#define lua_strx2number(s, p) lua_str2number((s), (p))

/* The decimal point of the current locale; users include <locale.h>. */
#define lua_getlocaledecpoint() (localeconv()->decimal_point[0])

/*
 * Converts a float with an integral value to an integer at [p]; false if it is out of range. Both
 * bounds are powers of two, hence exact as floats.
 */
#define lua_numbertointeger(n, p) \
    ((n) >= (LUA_NUMBER)(LUA_MININTEGER) && (n) < -(LUA_NUMBER)(LUA_MININTEGER) && \
     (*(p) = (LUA_INTEGER)(n), 1))

/* What continuation functions carry: wide enough for an integer or a pointer. */
#define LUA_KCONTEXT intptr_t

/* ---- limits and sizes in the interface */

/* Slots of a thread's stack; the pseudo-indices lie below it. */
#define LUAI_MAXSTACK 1000000
/* Bytes in front of a lua_State that belong to the host. */
#define LUA_EXTRASPACE (sizeof(void *))
/* Bytes of a source's short form in lua_Debug. */
#define LUA_IDSIZE 60
/* Bytes that a luaL_Buffer holds before it needs memory of its own. */
#define LUAL_BUFFERSIZE ((int)(16 * sizeof(void *) * sizeof(lua_Number)))
/* Members of a union that is aligned for anything that may be put into userdata or buffers. */
#define LUAI_MAXALIGN \
    lua_Number n; \
    double u; \
    void *s; \
    lua_Integer i; \
    long l

/* ---- what a compiler may be told */

#if defined(__GNUC__)
#define luai_likely(x) (__builtin_expect(((x) != 0), 1))
#define luai_unlikely(x) (__builtin_expect(((x) != 0), 0))
#else
#define luai_likely(x) (x)
#define luai_unlikely(x) (x)
#endif

/* A check of hosts' own code: off unless they define it before. */
#ifndef lua_assert
#define lua_assert(c) ((void)0)
#endif

/* Functions and data that are shared between files, but not part of the interface. */
#if defined(__GNUC__) && defined(__ELF__)
#define LUAI_FUNC __attribute__((visibility("internal"))) extern
#else
#define LUAI_FUNC extern
#endif
#define LUAI_DDEC(dec) LUAI_FUNC dec
#define LUAI_DDEF

/* ---- folders and search paths (as Debian has them) */

#define LUA_DIRSEP "/"
/* In search paths: between templates, what is replaced by the name, and by the program's folder. */
#define LUA_PATH_SEP ";"
#define LUA_PATH_MARK "?"
#define LUA_EXEC_DIR "!"
/* 5.4, without the release. */
#define LUA_VDIR LUA_VERSION_MAJOR "." LUA_VERSION_MINOR

/* The name of the folder below /usr/lib for libraries of this kind of machine. */
#ifndef LUA_MULTIARCH
#if defined(__x86_64__) && defined(__ILP32__)
#define LUA_MULTIARCH "x86_64-linux-gnux32"
#elif defined(__x86_64__)
#define LUA_MULTIARCH "x86_64-linux-gnu"
#elif defined(__i386__)
#define LUA_MULTIARCH "i386-linux-gnu"
#elif defined(__aarch64__)
#define LUA_MULTIARCH "aarch64-linux-gnu"
#elif defined(__arm__) && defined(__ARM_PCS_VFP)
#define LUA_MULTIARCH "arm-linux-gnueabihf"
#elif defined(__arm__)
#define LUA_MULTIARCH "arm-linux-gnueabi"
#elif defined(__riscv) && __riscv_xlen == 64
#define LUA_MULTIARCH "riscv64-linux-gnu"
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
#define LUA_MULTIARCH "powerpc64le-linux-gnu"
#elif defined(__s390x__)
#define LUA_MULTIARCH "s390x-linux-gnu"
#elif defined(__loongarch__)
#define LUA_MULTIARCH "loongarch64-linux-gnu"
#else
#define LUA_MULTIARCH "unknown-linux-gnu"
#endif
#endif

#define LUA_ROOT "/usr/local/"
#define LUA_ROOT2 "/usr/"
#define LUA_LDIR LUA_ROOT "share/lua/" LUA_VDIR "/"
#define LUA_LDIR2 LUA_ROOT2 "share/lua/" LUA_VDIR "/"
#define LUA_CDIR LUA_ROOT "lib/lua/" LUA_VDIR "/"
#define LUA_CDIR2 LUA_ROOT2 "lib/" LUA_MULTIARCH "/lua/" LUA_VDIR "/"
#define LUA_CDIR3 LUA_ROOT2 "lib/lua/" LUA_VDIR "/"

#ifndef LUA_PATH_DEFAULT
#define LUA_PATH_DEFAULT \
    LUA_LDIR "?.lua;" LUA_LDIR "?/init.lua;" LUA_CDIR "?.lua;" LUA_CDIR "?/init.lua;" LUA_LDIR2 \
             "?.lua;" LUA_LDIR2 "?/init.lua;" \
             "./?.lua;" \
             "./?/init.lua"
#endif
#ifndef LUA_CPATH_DEFAULT
#define LUA_CPATH_DEFAULT \
    LUA_CDIR "?.so;" LUA_CDIR2 "?.so;" LUA_CDIR3 "?.so;" LUA_CDIR "loadall.so;" \
             "./?.so"
#endif

/* ---- names of an older interface, for hosts that ask for them */

#if defined(LUA_COMPAT_5_3)
#define lua_strlen(L, i) lua_rawlen(L, (i))
#define lua_objlen(L, i) lua_rawlen(L, (i))
#define lua_equal(L, idx1, idx2) lua_compare(L, (idx1), (idx2), LUA_OPEQ)
#define lua_lessthan(L, idx1, idx2) lua_compare(L, (idx1), (idx2), LUA_OPLT)
#define lua_pushunsigned(L, n) lua_pushinteger(L, (lua_Integer)(n))
#define lua_tounsignedx(L, i, is) ((lua_Unsigned)lua_tointegerx(L, i, is))
#define lua_tounsigned(L, i) lua_tounsignedx(L, (i), NULL)
#define luaL_checkunsigned(L, a) ((lua_Unsigned)luaL_checkinteger(L, a))
#define luaL_optunsigned(L, a, d) ((lua_Unsigned)luaL_optinteger(L, a, (lua_Integer)(d)))
#define luaL_checkint(L, n) ((int)luaL_checkinteger(L, (n)))
#define luaL_optint(L, n, d) ((int)luaL_optinteger(L, (n), (d)))
#define luaL_checklong(L, n) ((long)luaL_checkinteger(L, (n)))
#define luaL_optlong(L, n, d) ((long)luaL_optinteger(L, (n), (d)))
#endif

/* ---- marks of exported functions: core, auxiliary library, openers of libraries */

#if defined(__GNUC__) && defined(__ELF__)
#define LUA_API __attribute__((visibility("default"))) extern
#else
#define LUA_API extern
#endif
#define LUALIB_API LUA_API
#define LUAMOD_API LUA_API

#endif
