// SPDX-License-Identifier: MIT
// verify_test.c: code that would harm the state is refused: functions that the compiler made are
// changed in one place each. Prints "ok".

#include "vm/code/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "vm/code/opcode.h"
#include "vm/heap/thread.h"

#define CHECK(condition) \
    do { \
        if (!(condition)) { \
            printf("FAIL: line %d: %s\n", __LINE__, #condition); \
            abort(); \
        } \
    } while (0)

enum Field { FIELD_OP, FIELD_FLAG, FIELD_A, FIELD_B, FIELD_C, FIELD_D, FIELD_AUX };

// The first instruction [op] of the source's main function gets [value] in [field].
typedef struct Case {
    const char *source;
    enum Opcode op;
    enum Field field;
    int64_t value;
    const char *message;
} Case;

#define R(n) ((n)*SLOT_BYTES)

static const Case cases[] = {
    // registers
    {"local a = 1 local b = a", OP_MOVE, FIELD_A, R(2), "register out of range"},
    {"local a = 1 local b = a", OP_MOVE, FIELD_B, R(2), "register out of range"},
    {"local a = 1 local b = a", OP_MOVE, FIELD_B, R(0) + 1, "register out of range"},
    {"local a = 1 local b = a", OP_MOVE, FIELD_A, R(1) + 8, "register out of range"},
    {"local a local b = a.x:y()", OP_SELF, FIELD_A, R(2), "register out of range"},
    {"local a, b, c", OP_LOAD_NIL, FIELD_B, 4, "register out of range"},
    {"local a, b, c", OP_LOAD_NIL, FIELD_B, 0, "operand out of range"},
    {"local a, b a = a .. b", OP_CONCAT, FIELD_B, 250, "register out of range"},
    {"local a, b a = a .. b", OP_CONCAT, FIELD_B, 1, "operand out of range"},
    {"local f f(1, 2)", OP_CALL, FIELD_B, 9, "register out of range"},
    {"local f f(1, 2)", OP_CALL, FIELD_C, 9, "register out of range"},
    {"local a = {1, 2, 3}", OP_SET_LIST, FIELD_B, 9, "register out of range"},
    {"for k, v in x do end", OP_FOR_IN_CALL, FIELD_C, 200, "register out of range"},
    {"for k, v in x do end", OP_FOR_IN_CALL, FIELD_C, 1, "operand out of range"},
    {"for k, v in x do end", OP_FOR_IN_CALL, FIELD_A, R(1), "register out of range"},
    {"local a = ...", OP_VARARG, FIELD_C, 9, "register out of range"},
    {"return 1, 2", OP_RETURN, FIELD_B, 99, "register out of range"},
    // constants
    {"local a = 'x'", OP_LOAD_CONST, FIELD_D, R(1), "constant out of range"},
    {"local a = 'x'", OP_LOAD_CONST, FIELD_D, -R(1), "constant out of range"},
    {"local a = 'x'", OP_LOAD_CONST, FIELD_D, 1, "constant out of range"},
    {"local a a = a + 0.5", OP_ADD_RK, FIELD_C, R(1), "constant out of range"},
    {"local b = 'x' local a a = a + 0.5", OP_ADD_RK, FIELD_C, R(0), "constant of a wrong type"},
    {"local a = {x = 1, y = 2} a = 'z'", OP_LOAD_CONST, FIELD_D, R(0), "constant of a wrong type"},
    {"local a = 'z' a = {x = 1, y = 2}", OP_NEW_TEMPLATE, FIELD_B, R(0),
     "constant of a wrong type"},
    {"x.y = 5.5", OP_SET_FIELD_K, FIELD_B, R(90), "constant out of range"},
    // keys and their caches
    {"local a = 5.5 return a.b", OP_GET_FIELD, FIELD_C, R(0), "wrong key"},
    {"local a = 'other' return a.b", OP_GET_FIELD, FIELD_C, R(0), "wrong key"},
    {"local a return a.b", OP_GET_FIELD, FIELD_C, R(7), "constant out of range"},
    {"local a return a.b", OP_GET_FIELD, FIELD_AUX, 4096, "wrong key"},
    {"x = 1", OP_SET_GLOBAL_K, FIELD_A, R(9), "constant out of range"},
    // upvalues and functions
    {"return x", OP_GET_GLOBAL, FIELD_B, 1, "upvalue out of range"},
    {"return _ENV", OP_GET_UPVALUE, FIELD_B, 1, "upvalue out of range"},
    {"_ENV = nil", OP_SET_UPVALUE, FIELD_B, 255, "upvalue out of range"},
    {"return function() end", OP_CLOSURE, FIELD_D, 1, "function out of range"},
    {"return function() end", OP_CLOSURE, FIELD_D, -1, "function out of range"},
    // jumps
    {"local a if a then return x end", OP_JUMP_FALSE, FIELD_D, 900, "jump out of range"},
    {"local a if a then return x end", OP_JUMP_FALSE, FIELD_D, -9, "jump out of range"},
    {"local a if a then return x end", OP_JUMP_FALSE, FIELD_D, 1, "jump into an instruction"},
    {"local a if a == b then return x end", OP_JUMP_NE, FIELD_C, 1, "jump into an instruction"},
    {"local a if a then x() else y() end", OP_JUMP, FIELD_D, -1, "jump out of range"},
    {"local a if a then x() else y() end", OP_JUMP, FIELD_D, -3, "jump out of range"},
    {"while true do x() end", OP_LOOP, FIELD_D, -100, "jump out of range"},
    {"local a = not (x < y)", OP_LOAD_FALSE_SKIP, FIELD_A, R(9), "register out of range"},
    // numeric loops
    {"for i = 1, 2 do x() end", OP_FOR_PREP_INT, FIELD_OP, OP_LOAD_INT,
     "numeric loop without beginning"},
    {"for i = 1, 2 do x() end", OP_FOR_PREP_INT, FIELD_D, 0, "wrong numeric loop"},
    {"for i = 1, 2 do x() end", OP_FOR_LOOP_INT, FIELD_OP, OP_FOR_LOOP, "wrong numeric loop"},
    {"for i = 1, 2 do x() end", OP_FOR_LOOP_INT, FIELD_A, R(1), "wrong numeric loop"},
    {"for i = 1, 2 do local a = 'x' end", OP_LOAD_CONST, FIELD_A, R(1),
     "state of a numeric loop is changed"},
    {"for i = 1, 2 do local a = {} end", OP_NEW_TABLE, FIELD_A, R(0),
     "state of a numeric loop is changed"},
    {"local a if a then x() end for i = 1, 2 do y() end", OP_JUMP_FALSE, FIELD_D, 7,
     "jump into a numeric loop"},
    // constructors
    {"local a = {x = 1, y = 2}", OP_INIT_FIELD_K, FIELD_B, 2, "field out of range"},
    {"local b local a = {x = 1, y = 2}", OP_INIT_FIELD_K, FIELD_A, R(0),
     "field of an unknown table"},
    {"local b local a = {1, 2}", OP_SET_LIST, FIELD_A, R(0), "field of an unknown table"},
    {"local a = {1, 2}", OP_SET_LIST, FIELD_AUX, 0, "operand out of range"},
    {"local a = {1, 2}", OP_SET_LIST, FIELD_AUX, INT64_MAX, "operand out of range"},
    {"local a = {1, 2}", OP_SET_LIST, FIELD_FLAG, 1, "open results in a wrong place"},
    // open results
    {"x(y())", OP_CALL, FIELD_C, 1, "open results in a wrong place"},
    {"return ...", OP_RETURN, FIELD_B, 1, "open results in a wrong place"},
    {"local a = ... return a", OP_VARARG, FIELD_C, 0, "open results in a wrong place"},
    {"return x(1)", OP_TAIL_CALL, FIELD_C, 2, "operand out of range"},
    {"return x(1)", OP_RETURN, FIELD_B, 2, "open results in a wrong place"},
    // what is to be closed
    {"local a <close> = nil return 1", OP_RETURN, FIELD_FLAG, 0, "return without closing"},
    {"local a = 1 x = function() return a end return a, a", OP_RETURN, FIELD_FLAG, 0,
     "return without closing"},
    {"local a <close> = nil local b = 1", OP_LOAD_INT, FIELD_A, R(0),
     "to-be-closed variable is changed"},
    {"local a <close> = nil local b = {}", OP_NEW_TABLE, FIELD_A, R(0),
     "to-be-closed variable is changed"},
    {"for k in x do local a = 1 end", OP_LOAD_INT, FIELD_A, R(3),
     "to-be-closed variable is changed"},
    // the end
    {"local a = 1", OP_RETURN, FIELD_OP, OP_CLOSE, "code without end"},
};

static uint32_t find_instruction(const Proto *p, enum Opcode op)
{
    uint32_t pc = 1;
    while (pc < p->code_count && ins_op(p->code[pc]) != op) {
        pc += ins_word_count(p->code[pc]);
    }
    return pc;
}

static Instruction replace(Instruction i, enum Field field, int64_t value)
{
    static const struct {
        unsigned shift, bits;
    } places[] = {[FIELD_OP] = {0, 8},  [FIELD_FLAG] = {8, 8}, [FIELD_A] = {16, 16},
                  [FIELD_B] = {32, 16}, [FIELD_C] = {48, 16},  [FIELD_D] = {32, 32}};
    Instruction mask = ((UINT64_C(1) << places[field].bits) - 1) << places[field].shift;
    return (i & ~mask) | ((Instruction)value << places[field].shift & mask);
}

static bool is_same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static Proto *load(lua_State *L, const char *source)
{
    CHECK(luaL_loadstring(L, source) == LUA_OK);
    Proto *p = value_lua_closure(L->top - 1)->proto;
    CHECK(verify_proto(L, p, NULL) == NULL);
    return p;
}

static bool check_case(lua_State *L, const Case *c)
{
    Proto *p = load(L, c->source);
    uint32_t pc = find_instruction(p, c->op);
    if (pc >= p->code_count) {
        printf("FAIL: no such instruction: %s\n", c->source);
        return false;
    }
    pc += c->field == FIELD_AUX;
    Instruction before = p->code[pc];
    p->code[pc] =
        c->field == FIELD_AUX ? (Instruction)c->value : replace(before, c->field, c->value);
    const char *why = verify_proto(L, p, NULL);
    p->code[pc] = before;
    lua_pop(L, 1);
    if (!is_same(why, c->message)) {
        printf("FAIL: %s, %s of word %u: %s, not %s\n", c->source, opcode_info[c->op].name,
               (unsigned)pc, why != NULL ? why : "accepted", c->message);
        return false;
    }
    return true;
}

// What stands beside the code.
static void check_parts(lua_State *L)
{
    Proto *p = load(L, "local a, b = ... return function() return a, x end");
    Proto *inner = p->protos[0];
    inner->upvalues[0].index = (uint8_t)p->frame_size;
    CHECK(is_same(verify_proto(L, inner, p), "wrong upvalue"));
    inner->upvalues[0].index = 0;
    inner->upvalues[1].index = 1;
    CHECK(is_same(verify_proto(L, inner, p), "wrong upvalue"));
    inner->upvalues[1].index = 0;
    p->upvalues[0].attribute = 3;
    CHECK(is_same(verify_proto(L, p, NULL), "wrong upvalue"));
    p->upvalues[0].attribute = 0;
    p->locals[1].slot = p->frame_size;
    CHECK(is_same(verify_proto(L, p, NULL), "wrong local variable"));
    p->locals[1].slot = 1;
    p->locals[1].end_pc += 100;
    CHECK(is_same(verify_proto(L, p, NULL), "wrong local variable"));
    p->locals[1].end_pc -= 100;
    p->lines_bytes--;
    CHECK(is_same(verify_proto(L, p, NULL), "wrong line information"));
    p->lines_bytes++;
    p->frame_size++;
    CHECK(is_same(verify_proto(L, p, NULL), "wrong entry"));
    p->frame_size--;
    p->is_vararg = 0;
    CHECK(is_same(verify_proto(L, p, NULL), "wrong entry"));
    p->code[0] = ins_abc(OP_ENTER, 0, p->param_count, p->frame_size, 0);
    CHECK(is_same(verify_proto(L, p, NULL), "operand out of range")); // '...' in a function without
    p->is_vararg = 1;
    p->code[0] = ins_abc(OP_ENTER_VARARG, 0, p->param_count, p->frame_size, 0);
    Instruction second = p->code[1];
    p->code[1] = p->code[0];
    CHECK(is_same(verify_proto(L, p, NULL), "unknown instruction"));
    p->code[1] = second;
    uint32_t count = p->code_count;
    p->code_count = 1;
    CHECK(verify_proto(L, p, NULL) != NULL);
    p->code_count = count;
    CHECK(verify_proto(L, p, NULL) == NULL);
    lua_pop(L, 1);
}

int main(void)
{
    lua_State *L = luaL_newstate();
    bool all_good = true;
    CHECK(L != NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        all_good &= check_case(L, &cases[i]);
    }
    CHECK(all_good);
    check_parts(L);
    lua_close(L);
    printf("ok\n");
    return 0;
}
