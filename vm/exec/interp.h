// SPDX-License-Identifier: MIT
// interp.h: the dispatch loop.

#ifndef NEAP_VM_EXEC_INTERP_H
#define NEAP_VM_EXEC_INTERP_H

#include "vm/base/object.h"

// Runs the Lua frame on top of [L] (the running thread) and all that follows until a step leads to
// the host. May throw into the innermost activation.
void interp_run(Thread *L);

// Makes the label tables known to a new runtime, and gives the main thread the normal one.
void interp_init(Runtime *rt);

#endif
