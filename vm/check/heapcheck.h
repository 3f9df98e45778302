// SPDX-License-Identifier: MIT
// heapcheck.h: checks the whole heap; debug builds and tests only.

#ifndef NEAP_VM_CHECK_HEAPCHECK_H
#define NEAP_VM_CHECK_HEAPCHECK_H

#include "vm/heap/runtime.h"

// Walks all objects and asserts what must hold between two allocations: references lead to live
// objects of the right type, no black object that is done with refers to a white one, parts live
// with their owners, frames and open upvalues lie within their stacks. Prints what is wrong and
// aborts.
void heapcheck(Runtime *rt);

// Number of live objects of a type (enum Tag).
size_t heapcheck_count(Runtime *rt, int type);

#endif
