// SPDX-License-Identifier: MIT
// runtime.h: what all threads of one state share.

#ifndef NEAP_VM_HEAP_RUNTIME_H
#define NEAP_VM_HEAP_RUNTIME_H

#include <stdatomic.h>

#include "vm/base/limits.h"
#include "vm/base/object.h"

typedef struct Heap Heap; // pages and lists of the allocator and the collector (mem.c, gc.c)
typedef struct StringTable StringTable;
typedef struct Activation Activation; // one entry of the interpreter from C (vm/heap/throw.h)

// Metamethod events. That one is absent can be remembered in a metatable's header.extra.
// clang-format off
#define EVENTS(E) \
    E(INDEX, "__index") E(NEWINDEX, "__newindex") E(GC, "__gc") E(MODE, "__mode") E(LEN, "__len") \
    E(EQ, "__eq") E(CALL, "__call") E(CLOSE, "__close") E(METATABLE, "__metatable") E(NAME, "__name") \
    E(TOSTRING, "__tostring") E(PAIRS, "__pairs") E(CONCAT, "__concat") E(UNM, "__unm") \
    E(BNOT, "__bnot") E(LT, "__lt") E(LE, "__le") E(ADD, "__add") E(SUB, "__sub") E(MUL, "__mul") \
    E(MOD, "__mod") E(POW, "__pow") E(DIV, "__div") E(IDIV, "__idiv") E(BAND, "__band") \
    E(BOR, "__bor") E(BXOR, "__bxor") E(SHL, "__shl") E(SHR, "__shr")
// clang-format on
typedef enum Event {
#define EVENT_ENUM(name, text) EVENT_##name,
    EVENTS(EVENT_ENUM)
#undef EVENT_ENUM
        EVENT_COUNT
} Event;
_Static_assert(EVENT_COUNT <= 32, "absence bits fit the header");

// Through which coroutines the last error came; see vm/exec/story.h.
typedef struct Story {
    Thread *outermost;     // dead, or a copy; NULL: no story. Weak unless is_kept
    Thread *inner_end;     // the last that is kept of the inner end
    const Thread *resumer; // of the outermost; only to be compared
    const Thread *catcher; // will catch the error, so that there is no story; only to be compared
    uint32_t count;        // parts, dropped ones too
    bool is_kept;
    bool is_uncaught; // nothing in the script catches the error
    bool is_current;  // it belongs to the error raised last
    bool is_whole;    // a stop: it reaches down to the host
} Story;

// Why the loop shall stop soon (runtime->interrupt).
enum Interrupt {
    INTERRUPT_RAISE = 1, // the running code gets the error "interrupted!", which it may catch
    INTERRUPT_STOP = 2   // runtime->stop says why; stays set
};

// Why a state was stopped (neap.h numbers them in the same way).
enum StopReason { STOP_NONE, STOP_HOST, STOP_MEMORY, STOP_INSTRUCTIONS, STOP_TIME };

// Where the last text that did not compile has its error, for programs that show it.
typedef struct SyntaxPlace {
    uint32_t line;
    uint16_t column; // in [text], 1 and up; 0: unknown
    char text[120];  // the line, or a part of it
    char hint[72];   // what the parser thinks of it, or empty
} SyntaxPlace;

struct Runtime {
    lua_Alloc alloc;
    void *alloc_data;
    Thread *main_thread;
    Thread *running;        // the thread whose code runs now
    Activation *activation; // innermost entry from C, or NULL
    Heap *heap;             // owns
    StringTable *strings;   // owns
    uint64_t seed;          // of string hashes

    // Collector; see gc.h.
    intptr_t gc_debt; // > 0: a step is due
    uint8_t live_mark;
    uint8_t new_mark;
    uint8_t black;
    uint8_t gc_stopped; // enum GcStop bits: by the user, while closing, inside a step
    uint32_t finalizer_due_count;

    Value registry;
    Table *type_metatables[LUA_NUMTYPES]; // of types without their own; or NULL
    String *event_names[EVENT_COUNT];     // "__index" ...
    String *memory_message;               // "not enough memory"
    Value empty_value;                    // nil

    // Label tables of the interpreter's loop (interp_init).
    const void *const *normal_dispatch;
    const void *const *hooked_dispatch;
    // The one in use: that of the running thread, or the hooked one while an interrupt is pending.
    // Signal handlers and other threads change it too (vm/exec/hook.h).
    const void *const *_Atomic dispatch;

    Story story;
    void *deadline; // owned by src/api/neap_deadline.c, or NULL

    lua_CFunction panic;
    lua_WarnFunction warn;
    void *warn_data;

    size_t chain_bytes; // stacks and frames of the running chain of resumes
    size_t chain_limit;
    uint32_t closings;   // coroutines that others close now; may be too high after a stop
    uint16_t host_depth; // nested entries from C
    uint8_t closing;     // lua_close is under way
    uint8_t in_finalizer;
    uintptr_t c_stack_base; // address of a C local at the outermost entry
    size_t c_stack_bytes;   // below it that nested entries may use
    size_t c_stack_left;    // below it to the stack's end
    atomic_int interrupt;   // set from signal handlers and other threads (enum Interrupt)

    // Limits and samples; see vm/exec/hook.h.
    atomic_int stop;     // enum StopReason: code may not go on and nothing catches that
    bool over_limit;     // the last request for memory was refused by memory_limit
    bool is_watched;     // instructions are counted
    size_t memory_limit; // bytes; 0: none
    uint64_t budget;     // instructions left; 0: no limit
    int sample_interval; // instructions from one sample to the next
    int sample_countdown;
    void (*sampler)(Thread *L, void *data); // or NULL
    void *sampler_data;

    SyntaxPlace *syntax_place; // owns; or NULL
};

// Stops the state: the running code is left by an error that only hosts see, at the loop's next
// look at the interrupt flag. Async-signal-safe.
void runtime_stop(Runtime *rt, enum StopReason reason);
// Makes the running code look at the interrupt flag, with [interrupt] in it. Async-signal-safe.
void runtime_interrupt(Runtime *rt, enum Interrupt interrupt);

// Nothing catches errors now, and no Lua code is to be started.
static inline bool runtime_is_stopped(const Runtime *rt)
{
    return atomic_load_explicit(&rt->stop, memory_order_relaxed) != STOP_NONE;
}

#endif
