// SPDX-License-Identifier: MIT
// neap_deadline.c: neap.h: deadlines.
//
// A system thread sleeps until the deadline and then stops the state, as any other thread could.
// The time for which a thread was at work may be less than what has passed; then it sleeps again.

#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "neap.h"
#include "src/api/api.h"

#define SLEEP_MIN 0.01 // seconds, while the other thread is not at work
#define SLEEP_MAX 1e6

typedef struct Deadline {
    Runtime *runtime;
    clockid_t clock;
    double end; // on that clock
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t cancelled; // on the monotonic clock
    bool is_cancelled;
} Deadline;

static double now(clockid_t clock)
{
    struct timespec t = {.tv_sec = 0};
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void sleep_until_cancelled(Deadline *d, double seconds)
{
    double end = now(CLOCK_MONOTONIC) + fmin(seconds, SLEEP_MAX);
    double whole = floor(end);
    struct timespec t = {.tv_sec = (time_t)whole, .tv_nsec = (long)((end - whole) * 1e9)};
    pthread_cond_timedwait(&d->cancelled, &d->mutex, &t);
}

static void *wait_for_end(void *data)
{
    Deadline *d = data;
    pthread_mutex_lock(&d->mutex);
    while (!d->is_cancelled) {
        double left = d->end - now(d->clock);
        if (left <= 0) {
            runtime_stop(d->runtime, STOP_TIME);
            break;
        }
        sleep_until_cancelled(d, d->clock == CLOCK_MONOTONIC ? left : fmax(left, SLEEP_MIN));
    }
    pthread_mutex_unlock(&d->mutex);
    return NULL;
}

// Signals are the host's threads' business.
static bool start_thread(Deadline *d)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool done = pthread_create(&d->thread, NULL, wait_for_end, d) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return done;
}

static void end_deadline(Runtime *rt)
{
    Deadline *d = rt->deadline;
    if (d != NULL) {
        pthread_mutex_lock(&d->mutex);
        d->is_cancelled = true;
        pthread_cond_signal(&d->cancelled);
        pthread_mutex_unlock(&d->mutex);
        pthread_join(d->thread, NULL);
        pthread_cond_destroy(&d->cancelled);
        pthread_mutex_destroy(&d->mutex);
        free(d);
        rt->deadline = NULL;
    }
}

static void init_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

NEAP_API int neap_setdeadline(lua_State *L, double seconds, int clock)
{
    Runtime *rt = L->runtime;
    end_deadline(rt);
    if (!(seconds > 0)) {
        return 1;
    }
    Deadline *d = malloc(sizeof *d);
    if (d == NULL) {
        return 0;
    }
    *d = (Deadline){.runtime = rt, .clock = CLOCK_MONOTONIC, .is_cancelled = false};
    if (clock == NEAP_CPU_TIME && pthread_getcpuclockid(pthread_self(), &d->clock) != 0) {
        d->clock = CLOCK_PROCESS_CPUTIME_ID;
    }
    d->end = now(d->clock) + seconds;
    pthread_mutex_init(&d->mutex, NULL);
    init_condition(&d->cancelled);
    if (!start_thread(d)) {
        pthread_cond_destroy(&d->cancelled);
        pthread_mutex_destroy(&d->mutex);
        free(d);
        return 0;
    }
    rt->deadline = d;
    return 1;
}
