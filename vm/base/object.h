// SPDX-License-Identifier: MIT
// object.h: the layout of every heap object, field by field.
//
// Every object starts with an 8-byte Object header. Objects live in size-class pages or, when
// larger than MEM_CELL_MAX bytes, in a block of their own (vm/heap/mem.h). They never move.
// The collector (vm/heap/gc.h) tells live from dead by the mark byte alone.
//
// A store of a collectable value into an object that is already marked needs a barrier
// (gc_barrier_* in gc.h): tables, userdata values, closed upvalues, closures after creation,
// metatables, protos under construction. Stacks of the running threads need none.

#ifndef NEAP_VM_BASE_OBJECT_H
#define NEAP_VM_BASE_OBJECT_H

#include "vm/base/value.h"

// ---- header

enum ObjectFlag {
    OBJECT_GRAY = 1,         // stands on the gray stack or in the remembered set
    OBJECT_LARGE = 2,        // has a block of its own, not a cell of a page
    OBJECT_FINALIZER = 4,    // has a __gc metamethod: stands in the list of finalizable objects
    OBJECT_FIXED = 8,        // never collected (metamethod names, the out-of-memory message)
    OBJECT_WEAK_KEYS = 16,   // tables: as last seen in the metatable by the collector
    OBJECT_WEAK_VALUES = 32, // tables: likewise
    OBJECT_PARTS = 64,   // owns memory outside of the heap's cells: on the collector's owner list
    OBJECT_SHARED = 128, // threads: a host may hold it; strings: spare
    OBJECT_PRIVATE = 16, // native closures: the upvalues are the library's own affair
    OBJECT_LIBRARY = 128 // native closures: of a library, which trusts its upvalues
};

struct Object {
    uint8_t type;   // enum Tag; 0: a free cell
    uint8_t mark;   // collector's epoch; see gc.h
    uint8_t flags;  // enum ObjectFlag
    uint8_t aux;    // by type: closures: number of upvalues; strings: spare; tables: see below
    uint32_t extra; // by type: strings: hash; tables: metamethod absence bits; ...
};

// ---- strings

// Short strings (up to STRING_SHORT_MAX bytes) are interned and hashed at creation; header.extra
// is the hash. Long strings: header.extra is valid once header.aux is 1.
struct String {
    Object header;
    size_t length;
    char bytes[]; // [length] bytes and a closing zero
};

// ---- tables

// One key-value pair. The first 16 bytes can be read and written as a Value with value_copy().
typedef struct Entry {
    Payload value;
    uint8_t tag;     // of the value; TAG_NIL: no value (never used, or deleted)
    uint8_t key_tag; // TAG_NIL: never used; TAG_DEAD_KEY: see value.h
    uint16_t spare;
    uint32_t next; // index + 1 of the next entry with the same bucket; 0: none
    Payload key;
} Entry;

_Static_assert(sizeof(Entry) == 24, "entries are 24 bytes");

// Array part: element i (1 <= i <= array_capacity) has its payload at array[-i] and its tag at
// ((uint8_t *)array)[i - 1]: [array] points between the payloads, which grow downwards, and the
// tag bytes, which grow upwards, in one block. Unused elements have TAG_NIL.
// Entry part: entries stand densely in insertion order; bucket heads (8, 16 or 32 bits wide by
// entry_capacity) stand right in front of entry 0, in the same block; a head is index + 1, 0
// means empty. Integer keys within the array part are never in the entry part (with a value).
// The first parts of a table made with a known size stand in the table's own cell.
struct Table {
    Object header;    // extra: bit e set: this table, used as a metatable, has no field of event e;
                      // aux: enum TablePart: which parts stand in this cell
    Table *metatable; // or NULL
    Payload *array;   // see above; never NULL (points to a shared empty block)
    Entry *entries;   // never NULL (points to a shared empty block)
    uint32_t array_capacity; // elements
    uint32_t array_border;   // a hint for '#': some index <= array_capacity
    uint32_t entry_bytes;    // bytes of [entries] in use (24 times the count, deleted ones too)
    uint32_t entry_capacity; // entries
    uint32_t head_mask;      // number of bucket heads - 1 (a power of 2; 1 head when empty)
    uint32_t object_bytes;   // of this object, parts that were made with it (aux) included
};

// ---- functions

typedef struct UpvalueInfo {
    String *name;      // or NULL (stripped)
    uint8_t in_stack;  // captured from the enclosing function's registers, else its upvalues
    uint8_t index;     // register or upvalue index
    uint8_t attribute; // 0 regular, 1 const, 2 to be closed
} UpvalueInfo;

typedef struct LocalInfo {
    String *name;
    uint32_t start_pc; // first instruction where it is alive
    uint32_t end_pc;   // first instruction where it is dead
    uint32_t slot;     // its register (index, not offset)
} LocalInfo;

// A compiled function. Owns its arrays. Immutable once compiled but for the inline caches.
struct Proto {
    Object header;
    Instruction *code; // begins with ENTER or ENTER_VARARG
    Value *constants;
    Proto **protos;
    UpvalueInfo *upvalues;
    LocalInfo *locals;   // in the order of start_pc; may be NULL when stripped
    uint8_t *lines;      // packed line and column of each instruction (vm/code/lineinfo.h)
    String *source;      // or NULL when stripped
    uint32_t code_count; // words, auxiliary words included
    uint32_t constant_count;
    uint32_t proto_count;
    uint32_t local_count;
    uint32_t lines_bytes;
    uint32_t line_defined;
    uint32_t last_line_defined;
    uint16_t frame_size; // registers, in slots
    uint8_t upvalue_count;
    uint8_t param_count;
    uint8_t is_vararg;
};

struct Upvalue {
    Object header;
    Value *slot; // where the value is: a stack slot while open, &closed afterwards
    union {
        Value closed;
        struct {
            Upvalue *next;  // open upvalues of a thread, topmost slot first
            Thread *thread; // whose stack it points into
        } open;
    };
};

struct LuaClosure {
    Object header;            // aux: number of upvalues
    const Instruction *entry; // proto->code; must stay the second word, as in NativeClosure
    const Value *constants;   // proto->constants
    Proto *proto;
    Upvalue *upvalues[];
};

// What a native closure is to the interpreter, beyond an opaque C function.
enum NativeKind {
    NATIVE_C,         // lua_CFunction
    NATIVE_RESUMABLE, // NativeFunction (vm/exec/native.h)
    // Run by the interpreter's own loop (control flow); [function] is then the C function that
    // reports wrong arguments:
    NATIVE_PCALL,
    NATIVE_XPCALL,
    NATIVE_RESUME,
    NATIVE_YIELD,
    NATIVE_WRAP_CALL, // upvalue 1: the thread
    // Functions that other parts of the interpreter know:
    NATIVE_CLOSE, // coroutine.close
    NATIVE_NEXT,
    NATIVE_IPAIRS_STEP,
    NATIVE_ARITHMETIC // resumable; the fast form takes its operands from anywhere and allocates
                      // nothing
};

typedef int (*NativeFunction)(Thread *L, int step);
typedef int (*FastNative)(Thread *L, Value *func, int nargs);

struct NativeClosure {
    Object header; // aux: number of upvalues; extra: enum NativeKind
    const Instruction *entry;
    lua_CFunction function;   // or NULL
    NativeFunction resumable; // or NULL
    FastNative fast;          // or NULL
    Value upvalues[];
};

// ---- userdata

struct Userdata {
    Object header; // extra: number of user values
    Table *metatable;
    size_t size;         // bytes of the block
    Value user_values[]; // then the block, 8-byte aligned
};

static inline void *userdata_block(Userdata *u)
{
    return (void *)(u->user_values + u->header.extra);
}

// ---- threads

enum FrameKind {
    FRAME_LUA = 0,
    FRAME_C,         // lua_CFunction
    FRAME_NATIVE,    // resumable native
    FRAME_OPERATION, // native operation: pcall, xpcall, resume, yield, a wrapped function
    FRAME_BASE       // bottom frame of every thread: no function
};

// What happens with a frame's results when it returns.
enum FrameCompletion {
    COMPLETE_CALL = 0,  // caller is a Lua frame at a CALL or FOR_IN_CALL, which says how many
    COMPLETE_HOST,      // leaves the interpreter: lua_call and friends; [wanted] results
    COMPLETE_CONTINUE,  // caller is a C frame whose continuation goes on (lua_callk after a yield)
    COMPLETE_STORE,     // first result to register [operand] (byte offset) of the caller
    COMPLETE_TEST,      // jump of the caller's last instruction taken if truth equals [operand]
    COMPLETE_CONCAT,    // result is an operand of the caller's CONCAT, which goes on
    COMPLETE_IGNORE,    // results are dropped (__newindex)
    COMPLETE_NATIVE,    // [wanted] results for the step of the resumable native below
    COMPLETE_PROTECTED, // body of pcall or xpcall: 'true' and the results for its caller
    COMPLETE_THREAD,    // body of a coroutine: results for its resumer
    COMPLETE_CLOSE,     // a __close call: closing goes on (see error.h)
    COMPLETE_HANDLER,   // message handler: its result becomes the error object
    COMPLETE_FINALIZER, // __gc call at a safe point of the loop
    COMPLETE_HOOK       // hook written in Lua
};

enum FrameFlag {
    FRAME_VARARG = 1, // function and parameters were copied above the arguments: the
                      // original function slot is base[-2 - param_count - vararg_count]
    FRAME_TAIL_CALLED = 2,
    FRAME_CATCH = 4,     // errors stop here: pcall, xpcall, native_pcall, lua_pcallk
    FRAME_HOOKED = 16,   // runs a hook
    FRAME_YIELDED = 32,  // C function left by lua_yieldk
    FRAME_TRANSFER = 64, // debug hook: transfer fields valid
    FRAME_PLAIN = 128    // operation made by switch.h: the caller is a Lua frame at a CALL
};

// An activation. Frames of a thread stand in one array, oldest first.
// [word] is 0 for a plain Lua call. 40 bytes.
struct Frame {
    Value *base; // first register or argument; the function is base[-1]
    union {
        const Instruction *pc;      // Lua: next instruction, saved at calls and slow paths
        lua_KFunction continuation; // C: of lua_callk, lua_pcallk, lua_yieldk; NULL: none
    };
    union {
        struct {
            uint8_t kind;       // enum FrameKind
            uint8_t completion; // enum FrameCompletion
            uint8_t flags;      // enum FrameFlag
            uint8_t status;     // natives and continuations: LUA_OK or the caught error
            union {
                int32_t vararg_count; // FRAME_VARARG: extra arguments below the function slot
                int32_t handler_slot; // C, catching: stack index of the message handler; 0: none
                int32_t search_next;  // native, catching: see native_pcall_handled; else 0
                int32_t operation;    // FRAME_PLAIN: enum NativeKind
            };
        };
        uint64_t word; // 0: a plain Lua call
    };
    int16_t wanted;       // results wanted where the completion does not take them from a CALL
    uint16_t operand;     // of the completion
    int32_t step;         // resumable natives: where to go on; operations: own use
    lua_KContext context; // C: for the continuation; operations: own use
};

// The debug hook of a thread: a part of it, once it has had one. See vm/exec/hook.h.
typedef struct HookState {
    lua_Hook function;
    int count;         // instructions between count events
    int remaining;     // until the next one
    int64_t postponed; // work of natives since the event was due, see hook.c
    // The last instruction seen, for line events; the function may be gone, another at its place.
    const Proto *last_proto;
    uint32_t last_pc;        // word offset of the instruction, or of its last word
    uint8_t last_op;         // enum Opcode
    uint16_t transfer_first; // of the event under way
    uint16_t transfer_count;
    bool yield_requested;
    bool may_defer;   // the hook function runs and may use hook_defer
    uint8_t deferred; // hook_defer was used: number of arguments + 1
} HookState;

// A coroutine, or the main thread. The host's pointer is the struct lua_State inside of a
// ThreadObject, LUA_EXTRASPACE bytes of the host's in front of it. A Value's payload is the
// ThreadObject.
struct lua_State {
    Value *top;         // first free slot (C functions, natives, open results)
    Frame *frame;       // running frame
    Value *stack;       // owns; slot 0 belongs to the bottom frame
    Value *stack_limit; // one past the last slot; whoever pushes checks (thread.h)
    Frame *frames;      // owns
    Frame *frame_limit; // one past the last allocated frame
    Runtime *runtime;
    Upvalue *open_upvalues; // topmost first
    Thread *resumer;        // who resumed it, while running or normal; dead: see story.h
    uint32_t closing_top;   // slot index + 1 of the topmost to-be-closed variable; 0: none
    uint16_t host_level;    // nesting of C entries at which it was resumed
    uint16_t no_yield;      // C calls without continuation since then (0: may yield)
    uint8_t status;         // LUA_OK, LUA_YIELD or the error it died of
    uint8_t running;        // enum ThreadRunning
    uint8_t hook_mask;
    uint8_t hook_allowed;
    uint32_t part_bytes; // of stack and frames
    HookState *hook;     // owns; or NULL
};

enum ThreadRunning { THREAD_IDLE, THREAD_RUNNING, THREAD_NORMAL };

typedef struct ThreadObject {
    Object header;
    void *extra_space; // LUA_EXTRASPACE, the host's
    struct lua_State thread;
} ThreadObject;

_Static_assert(LUA_EXTRASPACE == sizeof(void *), "extra space stands right before the state");

static inline ThreadObject *thread_object(Thread *L)
{
    return (ThreadObject *)((char *)L - offsetof(ThreadObject, thread));
}
static inline Thread *value_thread(const Value *v)
{
    return &((ThreadObject *)v->as.pointer)->thread;
}
static inline void value_set_string(Value *v, String *s)
{
    value_set_object(v, s, s->header.type);
}
static inline void value_set_table(Value *v, Table *t)
{
    value_set_object(v, t, TAG_TABLE);
}
static inline void value_set_thread(Value *v, Thread *t)
{
    value_set_object(v, thread_object(t), TAG_THREAD);
}

#endif
