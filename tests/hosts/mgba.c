// SPDX-License-Identifier: MIT
// mgba.c: a host for mGBA's library and its Lua engine (scripts/test_hosts): runs a script beside
// an emulated machine. Usage: mgba ROM SCRIPT FRAMES; writes what the script logs, its error, and
// the errors of its callbacks.

#include <stdio.h>
#include <stdlib.h>

#include <mgba/flags.h>

#include <mgba-util/vfs.h>
#include <mgba/core/config.h>
#include <mgba/core/core.h>
#include <mgba/core/log.h>
#include <mgba/core/scripting.h>
#include <mgba/internal/script/lua.h>
#include <mgba/script/context.h>

static void write_log(struct mLogger *logger, int category, enum mLogLevel level,
                      const char *format, va_list args)
{
    (void)logger;
    if (category == mLogCategoryById("script") || category == mLogCategoryById("core.script")) {
        printf("%d: ", (int)level);
        vprintf(format, args);
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    static struct mLogger logger = {.log = write_log};
    static color_t pixels[256 * 256];
    if (argc < 4) {
        return 2;
    }
    mLogSetDefaultLogger(&logger);
    struct mCore *core = mCoreFind(argv[1]);
    if (core == NULL || !core->init(core)) {
        puts("no core");
        return 1;
    }
    mCoreInitConfig(core, "test");
    core->setVideoBuffer(core, pixels, 256);
    if (!mCoreLoadFile(core, argv[1])) {
        puts("no machine");
        return 1;
    }
    core->reset(core);
    struct mScriptContext context;
    mScriptContextInit(&context);
    mScriptContextAttachStdlib(&context);
    mScriptContextAttachSocket(&context);
    struct mScriptEngineContext *engine =
        mScriptContextRegisterEngine(&context, mSCRIPT_ENGINE_LUA);
    mScriptContextAttachLogger(&context, &logger);
    mScriptContextAttachCore(&context, core);
    struct VFile *file = VFileOpen(argv[2], O_RDONLY);
    if (!engine->load(engine, argv[2], file) || !engine->run(engine)) {
        printf("error: %s\n", engine->getError(engine));
    }
    file->close(file);
    for (int i = atoi(argv[3]); i > 0; i--) {
        core->runFrame(core);
        mScriptContextTriggerCallback(&context, "frame");
        const char *error = engine->getError(engine);
        if (error != NULL) {
            printf("frame: %s\n", error);
        }
    }
    mScriptContextDetachCore(&context);
    mScriptContextDeinit(&context);
    mCoreConfigDeinit(&core->config);
    core->deinit(core);
    return 0;
}
