// SPDX-License-Identifier: MIT
// loop.c: an event loop in C whose tasks are Lua coroutines.
//
// The script is written straight: sleep(milliseconds) and read(file descriptor) seem to wait.
// In truth they yield to the loop, which sleeps in poll() until a time has come or data is
// there, and then resumes the coroutine that waits for it.

#define _POSIX_C_SOURCE 200809L

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

enum { TASK_LIMIT = 64 };

typedef struct Task {
    lua_State *thread; // NULL: place is free
    int reference;     // keeps the thread in the registry
    int descriptor;    // waits for data here; -1: waits for a time
    long wake_time;    // milliseconds
    long order;        // of the beginning of its wait; decides between equal times
} Task;

static Task tasks[TASK_LIMIT];
static long wait_count;

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static Task *find_task(const lua_State *thread)
{
    for (int i = 0; i < TASK_LIMIT; i++) {
        if (tasks[i].thread == thread) {
            return &tasks[i];
        }
    }
    return NULL;
}

// ---- Functions for scripts

// spawn(f, ...): f(...) becomes a task, which begins when the loop comes to it.
static int task_spawn(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    Task *task = find_task(NULL);
    if (task == NULL) {
        return luaL_error(L, "no more than %d tasks", TASK_LIMIT);
    }
    int argument_count = lua_gettop(L);
    lua_State *thread = lua_newthread(L);
    luaL_checkstack(thread, argument_count, "too many arguments");
    task->reference = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_xmove(L, thread, argument_count);
    task->thread = thread;
    task->descriptor = -1;
    task->wake_time = now();
    task->order = wait_count++;
    return 0;
}

static Task *check_task(lua_State *L)
{
    Task *task = find_task(L);
    if (task == NULL) {
        luaL_error(L, "only a task can wait");
    }
    task->order = wait_count++;
    return task;
}

// sleep(milliseconds)
static int task_sleep(lua_State *L)
{
    lua_Integer duration = luaL_checkinteger(L, 1);
    Task *task = check_task(L);
    task->descriptor = -1;
    task->wake_time = now() + (long)duration;
    return lua_yield(L, 0);
}

// Called when data is there; returns it, or nothing at the end.
static int finish_read(lua_State *L, int status, lua_KContext descriptor)
{
    char buffer[256];
    (void)status;
    ssize_t length = read((int)descriptor, buffer, sizeof(buffer));
    if (length <= 0) {
        return 0;
    }
    lua_pushlstring(L, buffer, (size_t)length);
    return 1;
}

// read(descriptor)
static int task_read(lua_State *L)
{
    int descriptor = (int)luaL_checkinteger(L, 1);
    check_task(L)->descriptor = descriptor;
    return lua_yieldk(L, 0, descriptor, finish_read);
}

// write(descriptor, text)
static int task_write(lua_State *L)
{
    size_t length;
    const char *text = luaL_checklstring(L, 2, &length);
    ssize_t written = write((int)luaL_checkinteger(L, 1), text, length);
    lua_pushinteger(L, written);
    return 1;
}

static int task_close(lua_State *L)
{
    close((int)luaL_checkinteger(L, 1));
    return 0;
}

// pipe() -> end to read, end to write
static int task_pipe(lua_State *L)
{
    int ends[2];
    if (pipe(ends) != 0) {
        return luaL_error(L, "no pipe");
    }
    lua_pushinteger(L, ends[0]);
    lua_pushinteger(L, ends[1]);
    return 2;
}

// ---- The loop

// Gives the task a turn. The arguments are on its stack the first time, later there are none.
static void resume_task(lua_State *L, Task *task)
{
    int result_count;
    int started = lua_status(task->thread) == LUA_YIELD;
    int argument_count = started ? 0 : lua_gettop(task->thread) - 1;
    int status = lua_resume(task->thread, L, argument_count, &result_count);
    if (status == LUA_YIELD) {
        lua_pop(task->thread, result_count);
        return;
    }
    if (status != LUA_OK) {
        printf("task failed: %s\n", lua_tostring(task->thread, -1));
        lua_resetthread(task->thread);
    }
    task->thread = NULL;
    luaL_unref(L, LUA_REGISTRYINDEX, task->reference);
}

// The task that has waited longest for a time that has come.
static Task *find_due(long time)
{
    Task *due = NULL;
    for (int i = 0; i < TASK_LIMIT; i++) {
        Task *task = &tasks[i];
        if (task->thread != NULL && task->descriptor < 0 && task->wake_time <= time &&
            (due == NULL || task->wake_time < due->wake_time ||
             (task->wake_time == due->wake_time && task->order < due->order))) {
            due = task;
        }
    }
    return due;
}

// Fills [polls] and [waiting] with the tasks that read. *timeout becomes the time until the next
// sleeper wakes, or -1 if nobody sleeps. Returns the number of readers.
static int collect_waits(struct pollfd *polls, Task **waiting, long *timeout)
{
    int count = 0;
    *timeout = -1;
    for (int i = 0; i < TASK_LIMIT; i++) {
        Task *task = &tasks[i];
        if (task->thread == NULL) {
            continue;
        }
        if (task->descriptor >= 0) {
            polls[count] = (struct pollfd){.fd = task->descriptor, .events = POLLIN};
            waiting[count++] = task;
        } else {
            long rest = task->wake_time - now();
            rest = rest > 0 ? rest : 0;
            if (*timeout < 0 || rest < *timeout) {
                *timeout = rest;
            }
        }
    }
    return count;
}

static void run_loop(lua_State *L)
{
    struct pollfd polls[TASK_LIMIT];
    Task *waiting[TASK_LIMIT];
    for (;;) {
        Task *due;
        while ((due = find_due(now())) != NULL) {
            resume_task(L, due);
        }
        long timeout;
        int count = collect_waits(polls, waiting, &timeout);
        if (count == 0 && timeout < 0) {
            return;
        }
        if (poll(polls, (nfds_t)count, (int)timeout) > 0) {
            for (int i = 0; i < count; i++) {
                if (polls[i].revents != 0) {
                    resume_task(L, waiting[i]);
                }
            }
        }
    }
}

static const char script[] = //
    "local input, output = pipe()\n"
    "spawn(function()\n"
    "  for _, word in ipairs { 'rolling', 'stones', 'gather' } do\n"
    "    sleep(30)\n"
    "    print('writer: ' .. word)\n"
    "    write(output, word .. ' ')\n"
    "  end\n"
    "  sleep(30)\n"
    "  close(output)\n"
    "end)\n"
    "spawn(function()\n"
    "  local pieces = {}\n"
    "  for piece in read, input do\n"
    "    pieces[#pieces + 1] = piece\n"
    "    print('reader: got ' .. piece)\n"
    "  end\n"
    "  close(input)\n"
    "  print('reader: all of it: ' .. table.concat(pieces))\n"
    "end)\n"
    "spawn(function(name, period)\n"
    "  for i = 1, 3 do\n"
    "    print(name .. ' ' .. i)\n"
    "    sleep(period)\n"
    "  end\n"
    "end, 'slow bell', 400)\n"
    "spawn(function() sleep(260); error('alarm clock broken', 0) end)\n"
    "spawn(function()\n"
    "  sleep(600)\n"
    "  print('sleep inside pcall:', pcall(function() sleep(10); error('woken', 0) end))\n"
    "  spawn(print, 'a late task')\n"
    "end)\n"
    "print(pcall(sleep, 1))\n"
    "print('the script has ended, the tasks begin')\n";

int main(void)
{
    static const luaL_Reg functions[] = {
        {"spawn", task_spawn}, {"sleep", task_sleep}, {"read", task_read}, {"write", task_write},
        {"close", task_close}, {"pipe", task_pipe},   {NULL, NULL},
    };
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_pushglobaltable(L);
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
    if (luaL_loadbuffer(L, script, strlen(script), "=script") != LUA_OK ||
        lua_pcall(L, 0, 0, 0) != LUA_OK) {
        printf("error: %s\n", lua_tostring(L, -1));
        return EXIT_FAILURE;
    }
    run_loop(L);
    lua_close(L);
    printf("nothing left to wait for\n");
    return EXIT_SUCCESS;
}
