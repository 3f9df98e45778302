// SPDX-License-Identifier: MIT
// disasm.h: listings of functions, for people.

#ifndef NEAP_VM_CODE_DISASM_H
#define NEAP_VM_CODE_DISASM_H

#include <stddef.h>

#include "vm/base/object.h"

// Hands the listing of [proto] and of the functions in it to [write], line by line. Allocates
// nothing; [proto] may even be one that verify_proto would reject.
void disasm_proto(const Proto *proto, void (*write)(void *data, const char *text, size_t length),
                  void *data);

#endif
