// SPDX-License-Identifier: MIT
// codegen_stat.c: statements: variables, assignments, blocks, loops, jumps, returns.
//
// Leaving a block with captured or to-be-closed variables needs a CLOSE from the lowest such
// register on. The tree knows all of them beforehand, so jumps back emit it where they are; after
// jumps forwards it stands at their target, as in 5.4, whose line debuggers show then.

#include "src/compiler/codegen.h"
#include "vm/heap/c_stack.h"

#define NO_REGISTER (-1)

// ---- leaving scopes

static bool needs_close(const LocalVar *v)
{
    return !v->is_constant && (v->is_captured || v->attribute == ATTRIBUTE_CLOSE);
}

// The lowest register of [scope], beyond its first [kept] variables, that is to be closed.
static int lowest_to_close(const Scope *scope, int kept)
{
    if (scope->block == NULL) {
        return scope->first_register; // the closing value of a generic for
    }
    for (int i = kept; i < scope->active_count; i++) {
        const LocalVar *v = scope->block->locals.items[i];
        if (needs_close(v)) {
            return v->reg;
        }
    }
    return NO_REGISTER;
}

// The lowest register to be closed on the way from the innermost scope out to [target], whose first
// [kept] variables stay. [target] NULL: the whole function.
static int lowest_on_the_way(const Emitter *e, const Scope *target, int kept)
{
    int lowest = NO_REGISTER;
    for (const Scope *scope = e->scope; scope != NULL; scope = scope->outer) {
        int reg = lowest_to_close(scope, scope == target ? kept : 0);
        if (reg != NO_REGISTER) {
            lowest = reg;
        }
        if (scope == target) {
            break;
        }
    }
    return lowest;
}

// True if a to-be-closed variable is in scope: then nothing is a tail call.
static bool has_pending_close(const Emitter *e)
{
    for (const Scope *scope = e->scope; scope != NULL; scope = scope->outer) {
        if (scope->block == NULL) {
            return true;
        }
        for (int i = 0; i < scope->active_count; i++) {
            if (scope->block->locals.items[i]->attribute == ATTRIBUTE_CLOSE) {
                return true;
            }
        }
    }
    return false;
}

// True if some variable of the scope's block is to be closed, though it may be declared later, and
// registers below [end] belong to variables that are.
static bool must_close_scope(const Scope *scope, int end)
{
    if (scope->block == NULL) {
        return true;
    }
    const LocalList *locals = &scope->block->locals;
    for (int i = 0; i < locals->count; i++) {
        int first = scope->first_register + (i < scope->loop_variables ? 0 : scope->loop_variables);
        if (needs_close(locals->items[i]) && first < end) {
            return true;
        }
    }
    return false;
}

// Whether variables are to be closed after a jump forwards from here out to [target]; by the same
// rule as in 5.4.
static bool must_close_until(const Emitter *e, const Scope *target)
{
    int end = e->active;
    for (const Scope *scope = e->scope; scope != target; scope = scope->outer) {
        if (must_close_scope(scope, end)) {
            return true;
        }
        end = scope->first_register;
    }
    return false;
}

static void emit_close_from(Emitter *e, int reg)
{
    if (reg != NO_REGISTER) {
        emit_abc(e, OP_CLOSE, 0, reg, 0, 0);
    }
}

static bool ends_in_jump(const Block *block)
{
    const Stat *last = block->last;
    return last != NULL &&
           (last->kind == STAT_RETURN || last->kind == STAT_BREAK || last->kind == STAT_GOTO);
}

// ---- variables

// Brings the next [count] variables of the innermost scope's block into scope; their registers are
// reserved. Constants take none.
static void activate(Emitter *e, LocalVar *const *variables, int count)
{
    for (int i = 0; i < count; i++) {
        LocalVar *v = variables[i];
        e->scope->active_count++;
        if (!v->is_constant) {
            emit_activate(e, v, v->name);
        }
    }
}

static void local_statement(Emitter *e, const Stat *s)
{
    LocalVar **names = s->local.names.items;
    int count = s->local.names.count;
    bool has_constant = count > 0 && names[count - 1]->is_constant;
    if (has_constant) { // its value is nowhere needed
        ExprList values = s->local.values;
        for (Expr *x = values.first; x != NULL && x->next != NULL; x = x->next) {
            code_next(e, x);
        }
        activate(e, names, count);
        return;
    }
    emit_at(e, s->last_line, s->column);
    code_list(e, &s->local.values, count);
    activate(e, names, count);
    emit_at(e, s->last_line, s->column);
    for (int i = 0; i < count; i++) {
        if (names[i]->attribute == ATTRIBUTE_CLOSE) {
            emit_abc(e, OP_MARK_CLOSE, 0, names[i]->reg, 0, 0);
        }
    }
}

static void local_function_statement(Emitter *e, const Stat *s)
{
    LocalVar *name = s->function.name;
    int reg = emit_reserve(e, 1);
    activate(e, &name, 1);
    code_to(e, s->function.function, reg);
    e->locals[e->local_count - 1].start_pc = e->count;
}

// ---- assignments

// Stores register or constant [value] to a place.
static void store_place(Emitter *e, const Place *place, int value, bool is_constant)
{
    switch (place->kind) {
    case PLACE_GLOBAL:
        emit_key(e, is_constant ? OP_SET_GLOBAL_K : OP_SET_GLOBAL, value, place->table,
                 (uint32_t)place->key);
        break;
    case PLACE_FIELD:
        emit_key(e, is_constant ? OP_SET_FIELD_K : OP_SET_FIELD, place->table, value,
                 (uint32_t)place->key);
        break;
    case PLACE_INT:
        emit_abc(e, is_constant ? OP_SET_INT_K : OP_SET_INT, 0, place->table, place->key, value);
        break;
    default:
        emit_abc(e, is_constant ? OP_SET_INDEX_K : OP_SET_INDEX, 0, place->table, place->key,
                 value);
    }
}

// Assigns the value of [x] to [target], whose [place] was evaluated if it is an EXPR_INDEX. [line]
// for the store.
static void assign_expr(Emitter *e, const Expr *target, const Place *place, Expr *x, uint32_t line)
{
    int mark = e->free;
    uint32_t constant;
    if (target->kind == EXPR_LOCAL) {
        code_to(e, x, target->local->reg);
    } else if (target->kind == EXPR_UPVALUE) {
        int reg = code_any(e, x);
        emit_at(e, line, target->column);
        emit_abc(e, OP_SET_UPVALUE, 0, reg, target->upvalue, 0);
    } else if (code_near_constant(e, x, &constant)) {
        emit_at(e, line, target->column);
        store_place(e, place, (int)constant, true);
    } else {
        int reg = code_any(e, x);
        emit_at(e, line, target->column);
        store_place(e, place, reg, false);
    }
    e->free = mark;
}

static void assign_register(Emitter *e, const Expr *target, const Place *place, int reg,
                            uint32_t line)
{
    emit_at(e, line, target->column);
    if (target->kind == EXPR_LOCAL) {
        emit_abc(e, OP_MOVE, 0, target->local->reg, reg, 0);
    } else if (target->kind == EXPR_UPVALUE) {
        emit_abc(e, OP_SET_UPVALUE, 0, reg, target->upvalue, 0);
    } else {
        store_place(e, place, reg, false);
    }
}

// Whether one of the targets from [first] on is the variable [x].
static bool assigns_local(const Expr *first, const Expr *x)
{
    if (x->kind != EXPR_LOCAL && x->kind != EXPR_UPVALUE) {
        return false;
    }
    for (const Expr *t = first; t != NULL; t = t->next) {
        if (t->kind == x->kind &&
            (x->kind == EXPR_LOCAL ? t->local == x->local : t->upvalue == x->upvalue)) {
            return true;
        }
    }
    return false;
}

// The place of an access, a target, whose object or key may be assigned before it, as the targets
// after it are: those are copied first.
static Place safe_place(Emitter *e, Expr *x)
{
    int object = NO_REGISTER;
    if (assigns_local(x->next, x->index.object)) {
        object = code_next(e, x->index.object);
    }
    if (!assigns_local(x->next, x->index.key)) {
        return code_place(e, x, object);
    }
    if (object == NO_REGISTER) {
        object = code_any(e, x->index.object);
    }
    return (Place){PLACE_INDEX, object, code_next(e, x->index.key)};
}

static void multiple_assignment(Emitter *e, const Stat *s)
{
    const ExprList *targets = &s->assign.targets;
    int count = targets->count;
    Place *places = emit_alloc(e, (size_t)count * sizeof *places);
    const Expr **nodes = emit_alloc(e, (size_t)count * sizeof *nodes);
    int i = 0;
    for (Expr *t = targets->first; t != NULL; t = t->next, i++) {
        nodes[i] = t;
        if (t->kind == EXPR_INDEX) {
            places[i] = safe_place(e, t);
        }
    }
    int first = e->free;
    emit_at(e, s->line, s->column);
    int left = count;
    if (s->assign.values.count == count) { // the last value needs no register in between
        Expr *x = s->assign.values.first;
        for (; x->next != NULL; x = x->next) {
            code_next(e, x);
        }
        left--;
        assign_expr(e, nodes[left], &places[left], x, s->last_line);
    } else {
        code_list(e, &s->assign.values, count);
    }
    while (left-- > 0) {
        assign_register(e, nodes[left], &places[left], first + left, s->last_line);
    }
}

static void assign_statement(Emitter *e, const Stat *s)
{
    int mark = e->free;
    Expr *target = s->assign.targets.first;
    Expr *value = s->assign.values.first;
    if (target->next != NULL || value->next != NULL) {
        multiple_assignment(e, s);
    } else {
        Place place = {0};
        if (target->kind == EXPR_INDEX) {
            place = code_place(e, target, NO_REGISTER);
        }
        assign_expr(e, target, &place, value, s->last_line);
    }
    e->free = mark;
}

static void function_statement(Emitter *e, const Stat *s)
{
    int mark = e->free;
    Expr *target = s->function.target;
    Place place = {0};
    if (target->kind == EXPR_INDEX) {
        place = code_place(e, target, NO_REGISTER);
    }
    int reg = code_next(e, s->function.function);
    assign_register(e, target, &place, reg, s->line);
    e->free = mark;
}

// ---- blocks

static void code_statement(Emitter *e, Stat *s);

static void code_statements(Emitter *e, const Block *block)
{
    if (c_stack_is_beyond(e->lexer->stack_limit)) {
        emit_fail(e, "C stack overflow");
    }
    for (Stat *s = block->first; s != NULL; s = s->next) {
        e->free = e->active;
        code_statement(e, s);
    }
    e->free = e->active;
}

// Ends the innermost scope, which is that of [block].
static void end_block(Emitter *e, const Block *block)
{
    if ((block->has_captured || block->has_close) && !ends_in_jump(block)) {
        emit_at(e, block->last_line, 0);
        emit_close_from(e, lowest_to_close(e->scope, 0));
    }
    emit_close_scope(e);
}

void code_block(Emitter *e, const Block *block)
{
    Scope scope;
    emit_open_scope(e, &scope, block);
    code_statements(e, block);
    end_block(e, block);
}

static LoopContext *find_loop(const Emitter *e, const Stat *jump)
{
    LoopContext *context = e->loops;
    while (context->loop != jump->jump.label) {
        context = context->outer;
    }
    return context;
}

// 'if x then break end': as in 5.4 the condition itself leaves the loop.
static bool try_break_arm(Emitter *e, const IfArm *arm)
{
    const Stat *jump = arm->block->first;
    if (jump == NULL || jump->kind != STAT_BREAK || jump->next != NULL || arm->condition == NULL) {
        return false;
    }
    LoopContext *context = find_loop(e, jump);
    context->must_close |= must_close_until(e, context->scope);
    code_condition(e, arm->condition, true, &context->exits);
    return true;
}

static void if_statement(Emitter *e, const Stat *s)
{
    JumpList done = {NULL};
    for (const IfArm *arm = s->arms; arm != NULL; arm = arm->next) {
        JumpList next = {NULL};
        e->free = e->active;
        if (try_break_arm(e, arm)) {
            continue;
        }
        if (arm->condition != NULL) {
            code_condition(e, arm->condition, false, &next);
        }
        code_block(e, arm->block);
        if (arm->next != NULL && !ends_in_jump(arm->block)) {
            emit_at(e, arm->block->last_line, 0);
            emit_jump(e, OP_JUMP, 0, &done);
        }
        emit_bind_here(e, &next);
    }
    emit_bind_here(e, &done);
}

// ---- loops

static void open_loop(Emitter *e, LoopContext *context, const Stat *loop)
{
    *context = (LoopContext){.outer = e->loops, .loop = loop, .scope = e->scope};
    e->loops = context;
}

// Binds the exits. The variables that they leave open are closed here, from the first free register
// on.
static void close_loop(Emitter *e, uint32_t last_line)
{
    LoopContext *context = e->loops;
    e->loops = context->outer;
    emit_bind_here(e, &context->exits);
    if (context->must_close) {
        emit_at(e, last_line, 0);
        emit_close_from(e, e->active);
    }
}

static void while_statement(Emitter *e, const Stat *s)
{
    LoopContext context;
    open_loop(e, &context, s);
    uint32_t start = emit_label(e);
    JumpList done = {NULL};
    code_condition(e, s->loop.condition, false, &done);
    code_block(e, s->loop.block);
    emit_at(e, s->loop.block->last_line, 0);
    emit_jump_back(e, OP_LOOP, 0, start);
    close_loop(e, s->last_line);
    emit_bind_here(e, &done);
}

static void repeat_statement(Emitter *e, const Stat *s)
{
    LoopContext context;
    Scope scope;
    const Block *block = s->loop.block;
    open_loop(e, &context, s);
    uint32_t start = emit_label(e);
    emit_open_scope(e, &scope, block);
    code_statements(e, block);
    int reg = lowest_to_close(e->scope, 0); // on both ways out of the block
    if (!code_is_true(s->loop.condition)) {
        JumpList done = {NULL};
        code_condition(e, s->loop.condition, true, &done);
        emit_close_from(e, reg);
        emit_jump_back(e, OP_LOOP, 0, start);
        emit_bind_here(e, &done);
    }
    emit_close_from(e, reg);
    emit_close_scope(e);
    close_loop(e, s->last_line);
}

static AstString *hidden_name(Emitter *e)
{
    static const char name[] = "(for state)";
    return lexer_intern(e->lexer, name, sizeof name - 1);
}

static void activate_hidden(Emitter *e, int count)
{
    AstString *name = hidden_name(e);
    for (int i = 0; i < count; i++) {
        emit_activate(e, NULL, name);
    }
}

// A block of its own for the hidden variables of a numeric loop: nothing there is ever closed.
static const Block no_locals;

static void body_of_for(Emitter *e, const Block *block, LocalVar *const *variables, int count)
{
    Scope scope;
    emit_open_scope(e, &scope, block);
    activate(e, variables, count);
    scope.loop_variables = count;
    code_statements(e, block);
    end_block(e, block);
}

static bool is_integer_loop(const Stat *s)
{
    return s->for_number.init->kind == EXPR_INTEGER &&
           (s->for_number.step == NULL || s->for_number.step->kind == EXPR_INTEGER);
}

static void for_number_statement(Emitter *e, const Stat *s)
{
    LoopContext context;
    Scope hidden;
    open_loop(e, &context, s);
    emit_open_scope(e, &hidden, &no_locals);
    int state = code_next(e, s->for_number.init);
    code_next(e, s->for_number.limit);
    if (s->for_number.step != NULL) {
        code_next(e, s->for_number.step);
    } else {
        emit_at(e, s->for_number.limit->read_line, 0);
        emit_ad(e, OP_LOAD_INT, emit_reserve(e, 1), 1);
    }
    activate_hidden(e, 3);
    emit_reserve(e, 1);
    bool over_integers = is_integer_loop(s);
    JumpList skip = {NULL};
    emit_at(e, s->for_number.do_line, s->column);
    emit_jump(e, over_integers ? OP_FOR_PREP_INT : OP_FOR_PREP, state, &skip);
    uint32_t start = emit_label(e);
    body_of_for(e, s->for_number.block, &s->for_number.variable, 1);
    emit_at(e, s->line, s->column);
    emit_jump_back(e, over_integers ? OP_FOR_LOOP_INT : OP_FOR_LOOP, state, start);
    emit_bind_here(e, &skip);
    emit_close_scope(e);
    close_loop(e, s->last_line);
}

static void for_in_statement(Emitter *e, const Stat *s)
{
    Scope state_scope;
    Scope hidden;
    LoopContext context;
    int count = s->for_in.names.count;
    emit_open_scope(e, &state_scope, &no_locals);
    int state = e->free;
    emit_at(e, s->line, s->column);
    code_list(e, &s->for_in.values, 4);
    activate_hidden(e, 3);
    emit_open_scope(e, &hidden, NULL);
    activate_hidden(e, 1);
    open_loop(e, &context, s);
    int mark = e->free;
    emit_reserve(e, count > 3 ? count : 3); // the call of the iterator takes three
    e->free = mark + count;
    JumpList to_call = {NULL};
    emit_at(e, s->for_in.do_line, s->column);
    emit_jump(e, OP_FOR_IN_PREP, state, &to_call);
    uint32_t start = emit_label(e);
    body_of_for(e, s->for_in.block, s->for_in.names.items, count);
    emit_bind_here(e, &to_call);
    emit_at(e, s->for_in.values_line, s->column);
    emit_abc(e, OP_FOR_IN_CALL, 0, state, 0, count + 1);
    emit_jump_back(e, OP_FOR_IN_LOOP, state, start);
    context.must_close = false; // the exits are closed like the loop itself
    close_loop(e, s->last_line);
    emit_at(e, s->last_line, 0);
    emit_close_from(e, state + 3);
    emit_close_scope(e);
    emit_close_scope(e);
}

// ---- jumps

static void break_statement(Emitter *e, const Stat *s)
{
    LoopContext *context = find_loop(e, s);
    context->must_close |= must_close_until(e, context->scope);
    emit_jump(e, OP_JUMP, 0, &context->exits);
}

static void goto_statement(Emitter *e, const Stat *s)
{
    Stat *label = s->jump.label;
    const Scope *target = e->scope;
    while (target->block != label->label.block) {
        target = target->outer;
    }
    if (label->label.is_placed) {
        emit_close_from(e, lowest_on_the_way(e, target, label->label.local_count));
        emit_jump_back(e, OP_LOOP, 0, label->label.pc);
        return;
    }
    label->label.must_close |= must_close_until(e, target);
    JumpList pending = {label->label.pending};
    emit_jump(e, OP_JUMP, 0, &pending);
    label->label.pending = pending.first;
}

static void label_statement(Emitter *e, Stat *s)
{
    s->label.pc = emit_label(e);
    s->label.is_placed = true;
    JumpList pending = {s->label.pending};
    emit_bind(e, &pending, s->label.pc);
    s->label.pending = NULL;
    if (s->label.must_close) {
        emit_at(e, s->last_line, 0);
        emit_close_from(e, e->active);
    }
}

static bool try_tail_call(Emitter *e, const Stat *s, bool must_close)
{
    Expr *x = s->values.first;
    if (s->values.count != 1 || (x->kind != EXPR_CALL && x->kind != EXPR_METHOD) ||
        has_pending_close(e)) {
        return false;
    }
    int func = code_multi(e, x, LUA_MULTRET);
    Instruction call = e->code[e->count - 1];
    e->code[e->count - 1] = ins_abc(OP_TAIL_CALL, must_close, ins_a(call), ins_b(call), 0);
    emit_at(e, s->last_line, s->column);
    emit_abc(e, OP_RETURN, must_close, func, 0, 0);
    return true;
}

static void return_statement(Emitter *e, const Stat *s)
{
    bool must_close = lowest_on_the_way(e, NULL, 0) != NO_REGISTER;
    int count = s->values.count;
    if (try_tail_call(e, s, must_close)) {
        return;
    }
    bool is_plain = !must_close && !e->function->is_vararg;
    int first = e->free;
    bool is_open = false;
    if (count == 1 && !expr_is_multi(s->values.first)) {
        first = code_any(e, s->values.first);
    } else {
        is_open = code_list(e, &s->values, LUA_MULTRET);
    }
    emit_at(e, s->last_line, s->column);
    if (is_plain && !is_open && count <= 1) {
        emit_abc(e, count == 0 ? OP_RETURN0 : OP_RETURN1, 0, first, 0, 0);
    } else {
        emit_abc(e, OP_RETURN, must_close, first, is_open ? 0 : count + 1, 0);
    }
}

// ---- any statement

static void code_statement(Emitter *e, Stat *s)
{
    emit_at(e, s->line, s->column);
    switch ((enum StatKind)s->kind) {
    case STAT_EXPR:
        code_discard(e, s->expr);
        break;
    case STAT_LOCAL:
        local_statement(e, s);
        break;
    case STAT_LOCAL_FUNCTION:
        local_function_statement(e, s);
        break;
    case STAT_FUNCTION:
        function_statement(e, s);
        break;
    case STAT_ASSIGN:
        assign_statement(e, s);
        break;
    case STAT_DO:
        code_block(e, s->block);
        break;
    case STAT_WHILE:
        while_statement(e, s);
        break;
    case STAT_REPEAT:
        repeat_statement(e, s);
        break;
    case STAT_IF:
        if_statement(e, s);
        break;
    case STAT_FOR_NUMBER:
        for_number_statement(e, s);
        break;
    case STAT_FOR_IN:
        for_in_statement(e, s);
        break;
    case STAT_RETURN:
        return_statement(e, s);
        break;
    case STAT_BREAK:
        break_statement(e, s);
        break;
    case STAT_GOTO:
        goto_statement(e, s);
        break;
    case STAT_LABEL:
        label_statement(e, s);
        break;
    }
}

// ---- functions

static Emitter *compile_function(Emitter *parent, Lexer *lexer, FunctionNode *node, bool long_jumps)
{
    Emitter *e = arena_alloc(lexer->arena, sizeof *e);
    *e = (Emitter){.parent = parent, .lexer = lexer, .function = node, .long_jumps = long_jumps};
    e->frame_size = 2;
    emit_at(e, node->line_defined, 0);
    enum Opcode entry = node->is_vararg ? OP_ENTER_VARARG : OP_ENTER;
    emit_abc(e, entry, 0, node->params.count, 0, 0);
    Scope scope;
    emit_open_scope(e, &scope, node->body);
    emit_reserve(e, node->params.count);
    activate(e, node->params.items, node->params.count);
    code_statements(e, node->body);
    emit_at(e, node->last_line, 0);
    bool must_close = lowest_to_close(e->scope, 0) != NO_REGISTER;
    if (must_close || node->is_vararg) {
        emit_abc(e, OP_RETURN, must_close, e->active, 1, 0);
    } else {
        emit_abc(e, OP_RETURN0, 0, 0, 0, 0);
    }
    emit_close_scope(e);
    e->code[0] = ins_abc(entry, 0, (unsigned)node->params.count, (unsigned)e->frame_size, 0);
    return e;
}

// Labels remember where they are: forgotten before a function is compiled once more.
static void forget_labels(const Block *block);

static void forget_labels_of(Stat *s)
{
    switch ((enum StatKind)s->kind) {
    case STAT_LABEL:
        s->label.is_placed = false;
        s->label.must_close = false;
        s->label.pending = NULL;
        break;
    case STAT_DO:
        forget_labels(s->block);
        break;
    case STAT_WHILE:
    case STAT_REPEAT:
        forget_labels(s->loop.block);
        break;
    case STAT_IF:
        for (const IfArm *arm = s->arms; arm != NULL; arm = arm->next) {
            forget_labels(arm->block);
        }
        break;
    case STAT_FOR_NUMBER:
        forget_labels(s->for_number.block);
        break;
    case STAT_FOR_IN:
        forget_labels(s->for_in.block);
        break;
    default:
        break;
    }
}

static void forget_labels(const Block *block)
{
    for (Stat *s = block->first; s != NULL; s = s->next) {
        forget_labels_of(s);
    }
}

Emitter *code_function(Emitter *parent, Lexer *lexer, FunctionNode *node)
{
    Emitter *e = compile_function(parent, lexer, node, false);
    if (e->jump_too_long) {
        forget_labels(node->body);
        e = compile_function(parent, lexer, node, true);
    }
    return e;
}
