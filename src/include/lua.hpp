// SPDX-License-Identifier: MIT
// lua.hpp: the C headers for C++ programs; the library's functions have C linkage.

#ifndef NEAP_LUA_HPP
#define NEAP_LUA_HPP

extern "C" {
#include "lua.h"
#include "lauxlib.h"
#include "lualib.h"
}

#endif
