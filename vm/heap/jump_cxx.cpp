// SPDX-License-Identifier: MIT
// jump_cxx.cpp: leaving C frames by a C++ exception (jump.h), for the library of C++ programs.
//
// An exception of the host ends in the innermost protected call or coroutine, as in Lua libraries
// that are compiled as C++; on its way there functions of the host may catch it. The end of an OS
// thread (pthread_cancel, pthread_exit) goes on, for the C library ends the process where it is
// stopped.

#include "vm/heap/jump.h"

#include <cxxabi.h>
#include <exception>
#include <new>

namespace
{

// Its place is a pointer, for the structures around it are C's.
static_assert(sizeof(std::exception_ptr) == sizeof(void *), "no room for the exception");

std::exception_ptr *exception_in(void **foreign)
{
    return reinterpret_cast<std::exception_ptr *>(foreign);
}

struct Leaving {
    const Activation *target;
};

} // namespace

void jump_to(Activation *target)
{
    throw Leaving{target};
}

JumpOutcome jump_catch(Activation *target, void **foreign, void (*f)(void *data), void *data)
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
        new (foreign) std::exception_ptr(std::current_exception());
        return JUMP_FOREIGN;
    }
}

void jump_end_foreign(void **foreign)
{
    exception_in(foreign)->~exception_ptr();
}

void jump_pass_foreign(void **foreign)
{
    const std::exception_ptr exception = *exception_in(foreign);
    jump_end_foreign(foreign);
    std::rethrow_exception(exception);
}
