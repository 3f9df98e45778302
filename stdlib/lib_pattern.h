// SPDX-License-Identifier: MIT
// lib_pattern.h: Lua patterns (manual 6.4.1): compiling and matching.
//
// A pattern is compiled to a row of nodes, one an item, with a bitmap for every set. There is no
// alternation, so a match needs to remember at most one way back for each repeated item:
// backtracking takes no C recursion and no memory that grows with the subject. Errors in patterns
// are nodes too: as in 5.4 they only show when a match gets there.
//
// A Pattern made by pattern_compile() borrows its arrays from a PatternRoom, or for long patterns
// from a userdata on the Lua stack; pattern_copy() makes one in memory of the caller's.

#ifndef NEAP_STDLIB_LIB_PATTERN_H
#define NEAP_STDLIB_LIB_PATTERN_H

#include "vm/exec/native.h"

// As in 5.4.
#define PATTERN_CAPTURE_MAX 32

// Longest pattern that needs no memory but a PatternRoom.
#define PATTERN_SHORT_MAX 31
#define PATTERN_SHORT_BACKTRACKS ((PATTERN_SHORT_MAX + 1) / 2)

enum PatternOp {
    PATTERN_BYTE, // the byte [byte]
    PATTERN_ANY,
    PATTERN_SET,            // a byte of the set [set]
    PATTERN_OPEN,           // a capture, number [byte], begins
    PATTERN_OPEN_POSITION,  // position capture, number [byte]
    PATTERN_CLOSE,          // capture [byte] ends
    PATTERN_BALANCE,        // %b: [byte] and [other]
    PATTERN_FRONTIER,       // %f: set [set]
    PATTERN_BACK_REFERENCE, // text of capture [byte]
    PATTERN_AT_END,         // '$'
    PATTERN_FAIL,           // matches nothing (back reference to a position)
    PATTERN_ERROR,          // [byte]: enum PatternError
    PATTERN_MATCHED         // last node
};

enum PatternRepeat { REPEAT_ONE, REPEAT_OPTIONAL, REPEAT_STAR, REPEAT_PLUS, REPEAT_LAZY };

enum PatternError {
    ERROR_ENDS_WITH_ESCAPE,
    ERROR_NO_BRACKET,
    ERROR_NO_ARGUMENTS,
    ERROR_NO_FRONTIER_SET,
    ERROR_TOO_MANY_CAPTURES,
    ERROR_NO_OPEN_CAPTURE,
    ERROR_CAPTURE_INDEX // + index from 0 to 9
};

enum PatternFlag {
    NODE_POSSESSIVE = 1, // giving back bytes can not help: the next item matches none of them
    NODE_HAS_NEXT = 2    // the next item begins with the byte [other]
};

typedef struct PatternNode {
    uint8_t op;     // enum PatternOp
    uint8_t repeat; // BYTE, ANY, SET: enum PatternRepeat
    uint8_t byte;   // see enum PatternOp
    uint8_t other;  // BALANCE: closing byte; repeated items: see NODE_HAS_NEXT
    uint16_t flags; // enum PatternFlag
    uint16_t spare;
    uint32_t set; // index
} PatternNode;

typedef struct PatternSet {
    uint64_t bits[4];
} PatternSet;

static inline bool set_has(const PatternSet *set, unsigned char c)
{
    return set->bits[c >> 6] >> (c & 63) & 1;
}

// The way back of one repeated item.
typedef struct PatternBacktrack {
    const char *position; // greedy: end of the next try; lazy: where the item matches next
    const char *least;    // greedy: last end to try; lazy: NULL
    uint32_t node;
} PatternBacktrack;

typedef struct Pattern {
    PatternNode *nodes;
    PatternSet *sets;
    PatternBacktrack *backtracks; // room for [backtrack_max]; NULL: few enough for the Match's own
    uint32_t node_count;
    uint32_t set_count;
    uint32_t backtrack_max;
    uint8_t capture_count;
    bool is_floating; // no match at one place: none at later ones (it begins with ".*" or the like)
    bool has_start;   // every match begins with a byte of the node [start]
    uint32_t start;
} Pattern;

typedef struct PatternRoom {
    PatternNode nodes[PATTERN_SHORT_MAX + 1];
    PatternSet sets[PATTERN_SHORT_MAX / 2 + 1];
} PatternRoom;

// Compiles text[0 .. length - 1]; a '^' in front is the caller's. May push one value, which must
// stay on the stack as long as the pattern is used, if [length] > PATTERN_SHORT_MAX.
void pattern_compile(lua_State *L, Pattern *pattern, PatternRoom *room, const char *text,
                     size_t length);

// Bytes that pattern_copy() needs, and a copy of the arrays of [from] in [memory] (8-byte aligned).
size_t pattern_copy_size(const Pattern *pattern);
void pattern_copy(Pattern *to, const Pattern *from, void *memory);

#define CAPTURE_POSITION ((ptrdiff_t)-1)
#define CAPTURE_UNFINISHED ((ptrdiff_t)-2)

typedef struct PatternCapture {
    const char *start;
    ptrdiff_t length; // or CAPTURE_POSITION, CAPTURE_UNFINISHED
} PatternCapture;

typedef struct PatternMatch {
    lua_State *L;
    const Pattern *pattern;
    const char *subject; // borrowed: the caller keeps it reachable
    const char *end;
    ptrdiff_t budget; // work until the next look at the interrupt flag
    bool is_quick;    // no error or interrupt may be thrown: the match is given up instead...
    bool gave_up;     // ... and this says so
    PatternCapture captures[PATTERN_CAPTURE_MAX];
    PatternBacktrack backtracks[PATTERN_SHORT_BACKTRACKS];
} PatternMatch;

void pattern_match_begin(lua_State *L, PatternMatch *match, const Pattern *pattern,
                         const char *subject, size_t length, bool is_quick);

// Finds the first match at or after [from] (only there if [is_anchored]) that does not end at
// [last] (may be NULL). Returns its end and stores its start; NULL: none. Throws errors of the
// pattern and interrupts.
const char *pattern_find(PatternMatch *match, const char *from, bool is_anchored, const char *last,
                         const char **start);

#endif
