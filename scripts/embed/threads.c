// SPDX-License-Identifier: MIT
// threads.c: threads of the system, each with a Lua state, that exchange messages.
//
// States share nothing, so threads need no locks inside Lua. A channel is a queue of values in
// plain C memory with a mutex around it: numbers, booleans and strings are copied out of the
// sender's state and into the receiver's.
//
//   start(code)           runs the code in a new thread with a state of its own
//   send(channel, value)  puts a value into a channel, named by a string
//   receive(channel)      takes the oldest, and waits for it if need be

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

typedef struct Message {
    struct Message *next;
    int type; // LUA_TNUMBER, LUA_TBOOLEAN or LUA_TSTRING
    int is_integer;
    union {
        lua_Integer integer; // also booleans
        lua_Number number;
        size_t length; // of text
    } value;
    char text[];
} Message;

typedef struct Channel {
    struct Channel *next;
    char name[32];
    Message *first, *last;
} Channel;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; // guards the channels and all they hold
static pthread_cond_t arrived = PTHREAD_COND_INITIALIZER;
static Channel *channels;

enum { THREAD_LIMIT = 16 };
static pthread_t threads[THREAD_LIMIT]; // started by the main thread only
static int thread_count;

// ---- Messages between Lua and C memory

static Message *new_message(lua_State *L, int index)
{
    size_t length = 0;
    int type = lua_type(L, index);
    const char *text = type == LUA_TSTRING ? lua_tolstring(L, index, &length) : NULL;
    luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TBOOLEAN || type == LUA_TSTRING, index,
                     "number, boolean or string");
    Message *message = malloc(sizeof(Message) + length);
    if (message == NULL) {
        luaL_error(L, "no memory for a message");
        return NULL;
    }
    message->next = NULL;
    message->type = type;
    message->is_integer = lua_isinteger(L, index);
    if (text != NULL) {
        message->value.length = length;
        memcpy(message->text, text, length);
    } else if (type == LUA_TBOOLEAN) {
        message->value.integer = lua_toboolean(L, index);
    } else if (message->is_integer) {
        message->value.integer = lua_tointeger(L, index);
    } else {
        message->value.number = lua_tonumber(L, index);
    }
    return message;
}

static void push_message(lua_State *L, const Message *message)
{
    if (message->type == LUA_TSTRING) {
        lua_pushlstring(L, message->text, message->value.length);
    } else if (message->type == LUA_TBOOLEAN) {
        lua_pushboolean(L, (int)message->value.integer);
    } else if (message->is_integer) {
        lua_pushinteger(L, message->value.integer);
    } else {
        lua_pushnumber(L, message->value.number);
    }
}

// ---- Channels

// The mutex is held. NULL if there is no memory for a new one.
static Channel *find_channel(const char *name)
{
    for (Channel *channel = channels; channel != NULL; channel = channel->next) {
        if (strcmp(channel->name, name) == 0) {
            return channel;
        }
    }
    Channel *channel = calloc(1, sizeof(Channel));
    if (channel != NULL) {
        snprintf(channel->name, sizeof(channel->name), "%s", name);
        channel->next = channels;
        channels = channel;
    }
    return channel;
}

static const char *check_name(lua_State *L)
{
    size_t length;
    const char *name = luaL_checklstring(L, 1, &length);
    luaL_argcheck(L, length < sizeof(((Channel *)NULL)->name), 1, "name too long");
    return name;
}

static int send_value(lua_State *L)
{
    const char *name = check_name(L);
    Message *message = new_message(L, 2);
    pthread_mutex_lock(&mutex);
    Channel *channel = find_channel(name);
    if (channel != NULL) {
        if (channel->first == NULL) {
            channel->first = message;
        } else {
            channel->last->next = message;
        }
        channel->last = message;
        pthread_cond_broadcast(&arrived);
    }
    pthread_mutex_unlock(&mutex);
    if (channel == NULL) { // errors must not be raised while the mutex is held
        free(message);
        return luaL_error(L, "no memory for channel '%s'", name);
    }
    return 0;
}

static int free_message(lua_State *L)
{
    Message **holder = lua_touserdata(L, 1);
    free(*holder);
    *holder = NULL;
    return 0;
}

// The message is held by a userdata until it is a Lua value: pushing a long string may fail.
static int receive_value(lua_State *L)
{
    const char *name = check_name(L);
    Message **holder = lua_newuserdatauv(L, sizeof(Message *), 0);
    *holder = NULL;
    luaL_setmetatable(L, "demo.message");
    pthread_mutex_lock(&mutex);
    Channel *channel = find_channel(name);
    while (channel != NULL && channel->first == NULL) {
        pthread_cond_wait(&arrived, &mutex);
    }
    if (channel != NULL) {
        *holder = channel->first;
        channel->first = channel->first->next;
    }
    pthread_mutex_unlock(&mutex);
    if (channel == NULL) {
        return luaL_error(L, "no memory for channel '%s'", name);
    }
    push_message(L, *holder);
    free(*holder);
    *holder = NULL;
    return 1;
}

static void free_channels(void)
{
    while (channels != NULL) {
        Channel *channel = channels;
        channels = channel->next;
        while (channel->first != NULL) {
            Message *message = channel->first;
            channel->first = message->next;
            free(message);
        }
        free(channel);
    }
}

// ---- Threads

static lua_State *new_state(void)
{
    lua_State *L = luaL_newstate();
    if (L != NULL) {
        luaL_openlibs(L);
        luaL_newmetatable(L, "demo.message");
        lua_pushcfunction(L, free_message);
        lua_setfield(L, -2, "__gc");
        lua_pop(L, 1);
        lua_register(L, "send", send_value);
        lua_register(L, "receive", receive_value);
    }
    return L;
}

// The state comes with the code on its stack.
static void *run_thread(void *state)
{
    lua_State *L = state;
    if (lua_pcall(L, 0, 0, 0) != LUA_OK) {
        fprintf(stderr, "thread failed: %s\n", lua_tostring(L, -1));
    }
    lua_close(L);
    return NULL;
}

static int start_thread(lua_State *L)
{
    const char *code = luaL_checkstring(L, 1);
    if (thread_count == THREAD_LIMIT) {
        return luaL_error(L, "no more than %d threads", THREAD_LIMIT);
    }
    lua_State *state = new_state();
    if (state == NULL) {
        return luaL_error(L, "no memory for a state");
    }
    if (luaL_loadbuffer(state, code, strlen(code), "=thread") != LUA_OK) {
        lua_pushstring(L, lua_tostring(state, -1));
        lua_close(state);
        return lua_error(L);
    }
    if (pthread_create(&threads[thread_count], NULL, run_thread, state) != 0) {
        lua_close(state);
        return luaL_error(L, "cannot start a thread");
    }
    thread_count++;
    return 0;
}

static const char script[] = //
    "local worker = [[\n"
    "  while true do\n"
    "    local n = receive('work')\n"
    "    if not n then break end\n"
    "    local divisors = 0\n"
    "    for d = 1, n do if n % d == 0 then divisors = divisors + 1 end end\n"
    "    send('results', string.format('%d has %d divisors', n, divisors))\n"
    "  end\n"
    "  send('results', true)\n"
    "]]\n"
    "for _ = 1, 4 do start(worker) end\n"
    "for n = 9990, 10000 do send('work', n) end\n"
    "for _ = 1, 4 do send('work', false) end\n"
    "local lines, working = {}, 4\n"
    "while working > 0 do\n"
    "  local result = receive('results')\n"
    "  if result == true then working = working - 1 else lines[#lines + 1] = result end\n"
    "end\n"
    "table.sort(lines, function(a, b)\n"
    "  return math.tointeger(a:match('%d+')) < math.tointeger(b:match('%d+'))\n"
    "end)\n"
    "print(table.concat(lines, '\\n'))\n"
    "start([[ for i = 1, 1000 do send('pong', receive('ping') + 1) end ]])\n"
    "local n = 0\n"
    "for i = 1, 1000 do send('ping', n); n = receive('pong') end\n"
    "print('after 1000 exchanges: ' .. n)\n"
    "for _, value in ipairs { 1, 1.0, 'zero\\0inside', true, math.mininteger } do\n"
    "  send('types', value)\n"
    "  local copy = receive('types')\n"
    "  io.write(math.type(copy) or type(copy), ' ', tostring(copy == value), '; ')\n"
    "end\n"
    "print()\n"
    "print(pcall(send, 'types', {}))\n"
    "print(pcall(start, 'x ='))\n"
    "send('left over', 'nobody reads this')\n";

int main(void)
{
    lua_State *L = new_state();
    if (L == NULL) {
        return EXIT_FAILURE;
    }
    lua_register(L, "start", start_thread);
    if (luaL_loadbuffer(L, script, strlen(script), "=script") != LUA_OK ||
        lua_pcall(L, 0, 0, 0) != LUA_OK) {
        printf("error: %s\n", lua_tostring(L, -1));
    }
    for (int i = 0; i < thread_count; i++) {
        pthread_join(threads[i], NULL);
    }
    lua_close(L);
    free_channels();
    printf("%d threads have ended\n", thread_count);
    return EXIT_SUCCESS;
}
