// SPDX-License-Identifier: MIT
// jump.c: leaving C frames by a long jump (jump.h). The signal mask is not saved.

#include "vm/heap/jump.h"

#include <stdlib.h>

#include "vm/heap/throw.h"

void jump_to(Activation *target)
{
    _longjmp(target->jump, 1);
}

enum JumpOutcome jump_catch(Activation *target, void **foreign, void (*f)(void *data), void *data)
{
    (void)foreign;
    if (_setjmp(target->jump) != 0) {
        return JUMP_ARRIVED;
    }
    f(data);
    return JUMP_NONE;
}

// There are no exceptions here.
void jump_end_foreign(void **foreign)
{
    (void)foreign;
}

void jump_pass_foreign(void **foreign)
{
    (void)foreign;
    abort();
}
