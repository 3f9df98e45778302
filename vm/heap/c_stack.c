// SPDX-License-Identifier: MIT
// c_stack.c: the limits of the C stack, as c_stack.h tells them.

#include "vm/heap/c_stack.h"

#include <pthread.h>
#include <sys/auxv.h>
#include <sys/resource.h>

// Where the stack of an operating system's thread is; looked up once for each.
typedef struct StackBounds {
    uintptr_t low;
    uintptr_t high; // 0: not looked up
} StackBounds;

// The model needs no function of the dynamic linker; two words are what every library may have so.
__attribute__((tls_model("initial-exec"))) static _Thread_local StackBounds own_stack;

// Of the GNU C library and others; declared only where _GNU_SOURCE is defined.
extern int pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes);

// The process's stack grows from the text of its file name down; the limit may be none.
static StackBounds process_stack(void)
{
    struct rlimit limit;
    uintptr_t high = getauxval(AT_EXECFN);
    bool is_known = getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur < high;
    return (StackBounds){is_known ? high - limit.rlim_cur : 0, high};
}

static StackBounds thread_stack(void)
{
    pthread_attr_t attributes;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) {
        return (StackBounds){0, 1};
    }
    void *low = NULL;
    size_t size = 0;
    pthread_attr_getstack(&attributes, &low, &size);
    pthread_attr_destroy(&attributes);
    return (StackBounds){(uintptr_t)low, (uintptr_t)low + size};
}

static bool is_within(const StackBounds *bounds, uintptr_t address)
{
    return address - bounds->low < bounds->high - bounds->low;
}

// Bytes below [address] to the end of the stack; SIZE_MAX: nobody knows that stack.
static size_t bytes_below(uintptr_t address)
{
    if (UNLIKELY(own_stack.high == 0)) {
        own_stack = process_stack();
        if (!is_within(&own_stack, address)) {
            own_stack = thread_stack();
        }
    }
    return LIKELY(is_within(&own_stack, address)) ? address - own_stack.low : SIZE_MAX;
}

void c_stack_begin(Runtime *rt, const char *here)
{
    size_t left = bytes_below((uintptr_t)here);
    rt->c_stack_base = (uintptr_t)here;
    rt->c_stack_bytes = C_STACK_FOREIGN_BYTES;
    rt->c_stack_left = C_STACK_FOREIGN_BYTES * 2;
    if (LIKELY(left != SIZE_MAX)) {
        rt->c_stack_left = left;
        rt->c_stack_bytes = left / 2 < C_STACK_BYTES ? left / 2 : C_STACK_BYTES;
    }
}

uintptr_t c_stack_limit(void)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    size_t left = bytes_below(here);
    if (left == SIZE_MAX) {
        return here - C_STACK_FOREIGN_BYTES;
    }
    return here - left + (left / 4 < C_STACK_RESERVE ? left / 4 : C_STACK_RESERVE);
}

bool c_stack_is_full(const Runtime *rt)
{
    const char here = 0;
    uintptr_t used = rt->c_stack_base - (uintptr_t)&here;
    if (UNLIKELY(used > rt->c_stack_left)) { // the host has changed to another stack
        return rt->host_depth >= C_STACKS_DEPTH_MAX;
    }
    return used > rt->c_stack_bytes && rt->host_depth > 0;
}
