// SPDX-License-Identifier: MIT
// lib_base.h: what the two files of the basic library share.

#ifndef NEAP_STDLIB_LIB_BASE_H
#define NEAP_STDLIB_LIB_BASE_H

#include "vm/exec/native.h"

// load, loadfile and dofile (lib_base_load.c).
extern const NativeReg base_load_functions[];

#endif
