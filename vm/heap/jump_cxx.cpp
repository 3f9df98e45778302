// SPDX-License-Identifier: MIT
// jump_cxx.cpp: leaving C frames by a C++ exception (jump.h), for the library of C++ programs.
//
// Exceptions of the host that nobody caught end at the innermost activation, as in Lua libraries
// that are compiled as C++. Only the end of an OS thread (pthread_cancel, pthread_exit) goes on,
// for the C library ends the process where it is stopped.

#include "vm/heap/jump.h"

#include <cxxabi.h>

namespace
{

struct Leaving {
    const Activation *target;
};

} // namespace

void jump_to(Activation *target)
{
    throw Leaving{target};
}

JumpOutcome jump_catch(Activation *target, void (*f)(void *data), void *data)
{
    try {
        f(data);
        return JUMP_NONE;
    } catch (const Leaving &leaving) {
        if (leaving.target != target) {
            throw;
        }
        return JUMP_ARRIVED;
    } catch (const abi::__forced_unwind &) {
        throw;
    } catch (...) {
        return JUMP_FOREIGN;
    }
}
