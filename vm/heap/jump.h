// SPDX-License-Identifier: MIT
// jump.h: how C frames are left, the one thing that differs between the libraries.
//
// vm/heap/jump.c does it with _setjmp and _longjmp. The library for C++ programs has
// vm/heap/jump_cxx.cpp in its place, which throws a C++ exception, so that the objects of C++
// functions on the way are destroyed; its other files are the same C, compiled with -fexceptions.
// Everything else about errors is in throw.h.

#ifndef NEAP_VM_HEAP_JUMP_H
#define NEAP_VM_HEAP_JUMP_H

#ifdef __cplusplus
extern "C" {
#endif

struct Activation;

enum JumpOutcome {
    JUMP_NONE,    // f returned
    JUMP_ARRIVED, // someone called jump_to
    JUMP_FOREIGN  // a C++ exception of the host came by; [foreign] keeps it
};

// Leaves all frames above that of jump_catch for [target], which must be running.
__attribute__((noreturn)) void jump_to(struct Activation *target);

// Runs f(data). Jumps to [target] land here, those to outer activations go through. [foreign] is
// the place for an exception.
enum JumpOutcome jump_catch(struct Activation *target, void **foreign, void (*f)(void *data),
                            void *data);

// After JUMP_FOREIGN one of these: the exception ends here, or it goes on to the host's functions
// further out.
void jump_end_foreign(void **foreign);
__attribute__((noreturn)) void jump_pass_foreign(void **foreign);

#ifdef __cplusplus
}
#endif

#endif
