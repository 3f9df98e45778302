// SPDX-License-Identifier: MIT
// lib_pattern.h: Lua patterns (manual 6.4.1): compiling and matching.
//
// A pattern is compiled to a row of nodes, one an item, with a bitmap for every set. There is no
// alternation, so a match needs to remember at most one way back for each repeated item:
// backtracking takes no C recursion and no memory that grows with the subject. Errors in patterns
// are nodes too: as in 5.4 they only show when a match gets there.
//
// A compiled pattern is a userdata that holds the Pattern and its arrays; its user value is the
// text. The last ones that were used wait in a cache, a userdata with one user value for each.

#ifndef NEAP_STDLIB_LIB_PATTERN_H
#define NEAP_STDLIB_LIB_PATTERN_H

#include "vm/exec/native.h"

// As in 5.4.
#define PATTERN_CAPTURE_MAX 32

// Longest pattern that stays in the cache, and the number of those.
#define PATTERN_CACHED_MAX 256
#define PATTERN_CACHE_SIZE 32

// Repeated items whose ways back fit a PatternMatch.
#define PATTERN_FEW_BACKTRACKS 12

// 5.4 matches what follows a repeated item or a border of a capture in a C call of its own, and
// gives up at this depth; programs see that limit.
#define PATTERN_DEPTH_MAX 200

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
    ERROR_TOO_COMPLEX,
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
    uint32_t depth; // behind the item; counted only if the pattern is deep
} PatternBacktrack;

typedef struct Pattern {
    PatternNode *nodes;
    PatternSet *sets;
    PatternBacktrack *backtracks; // room for [backtrack_max]; NULL: few enough for the Match's own
    uint32_t node_count;
    uint32_t set_count;
    uint32_t backtrack_max; // repeated items, but no more than the depth allows
    uint32_t start;         // node that every match begins with, if [has_start]
    bool has_start;         // ... by a byte of its own
    bool is_anchored;       // began with '^'
    bool is_floating; // no match at one place: none at later ones (it begins with ".*" or the like)
    bool is_run; // one item without captures that matches at least one byte and gives none back
    bool has_classes; // depends on the locale
    bool is_deep;     // a match may reach PATTERN_DEPTH_MAX
    uint8_t capture_count;
} Pattern;

// Pushes an empty cache.
void pattern_push_cache(lua_State *L);

// True in the "C" locale, where letters are those of ASCII.
bool pattern_locale_is_plain(void);

// The pattern of [text] if [cache] has it, else NULL. Borrowed: good until the cache is changed.
const Pattern *pattern_try_get(const Value *cache, const String *text);

// Pushes the pattern of [text], which is on the stack, from the cache or newly compiled. Good as
// long as what was pushed is reachable. Unless [takes_anchor] a '^' in front is an ordinary
// character.
const Pattern *pattern_push(lua_State *L, const Value *cache, const String *text,
                            bool takes_anchor);

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
    PatternBacktrack backtracks[PATTERN_FEW_BACKTRACKS];
} PatternMatch;

void pattern_match_begin(lua_State *L, PatternMatch *match, const Pattern *pattern,
                         const char *subject, size_t length, bool is_quick);

// Finds the first match at or after [from] (only there if [is_anchored]) that does not end at
// [last] (may be NULL). Returns its end and stores its start; NULL: none. Throws errors of the
// pattern and interrupts.
const char *pattern_find(PatternMatch *match, const char *from, const char *last,
                         const char **start);

#endif
