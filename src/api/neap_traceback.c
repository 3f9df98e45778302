// SPDX-License-Identifier: MIT
// neap_traceback.c: neap.h: tracebacks of errors that came through coroutines.
//
// The coroutines are those of vm/exec/story.h, in which the outermost comes first; here it is the
// innermost.

#include "neap.h"
#include "src/api/aux_shared.h"
#include "vm/code/lineinfo.h"
#include "vm/exec/message.h"
#include "vm/exec/story.h"

#define PARTS_MAX (2 * STORY_END)

// The line between two coroutines: where the one above was resumed by the one below.
static void add_place(lua_State *L, luaL_Buffer *buffer, const Thread *part)
{
    uint32_t pc;
    const Proto *proto = story_place(part, &pc);
    if (proto == NULL) {
        luaL_addstring(buffer, "\n\t(...coroutine...)");
        return;
    }
    char name[LUA_IDSIZE];
    message_proto_id(name, proto);
    lua_pushfstring(L, "\n\t(...coroutine resumed at %s:%d...)", name, lineinfo_line(proto, pc));
    luaL_addvalue(buffer);
}

static void add_story(lua_State *L, luaL_Buffer *buffer, Thread *part, uint32_t skipped,
                      bool is_whole)
{
    Thread *parts[PARTS_MAX];
    int count = 0;
    for (; part != NULL && count < PARTS_MAX; part = story_inner(part)) {
        parts[count++] = part;
    }
    for (int i = count - 1; i >= 0; i--) {
        if (parts[i]->frame == parts[i]->frames) {
            continue; // closed in the meantime
        }
        aux_add_levels(L, buffer, parts[i], 0);
        if (i > 0 || !is_whole) {
            add_place(L, buffer, parts[i]);
        }
        if (i == STORY_END && skipped > 0) {
            lua_pushfstring(L, "\n\t...\t(skipping %d coroutines)", (int)skipped);
            luaL_addvalue(buffer);
        }
    }
}

NEAP_API void neap_traceback(lua_State *L, lua_State *L1, const char *msg, int level)
{
    luaL_Buffer buffer;
    uint32_t skipped;
    api_reserve(L); // what is allocated may collect the story, until it is on the stack
    Thread *story = story_of(L1, &skipped);
    bool is_whole = story != NULL && story_is_whole(L->runtime);
    if (story != NULL) {
        value_set_thread(L->top, story);
        L->top++;
    }
    aux_begin_traceback(L, &buffer, msg);
    if (story != NULL) {
        add_story(L, &buffer, story, skipped, is_whole);
        story_forget(L->runtime);
    }
    if (!is_whole) {
        aux_add_levels(L, &buffer, L1, level);
    }
    luaL_pushresult(&buffer);
    if (story != NULL) {
        lua_remove(L, -2);
    }
}

NEAP_API lua_State *neap_errorthread(lua_State *L1)
{
    uint32_t skipped;
    Thread *part = story_of(L1, &skipped);
    lua_State *innermost = L1;
    for (; part != NULL; part = story_inner(part)) {
        innermost = part->frame > part->frames ? part : innermost;
    }
    return innermost;
}
