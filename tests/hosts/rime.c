// SPDX-License-Identifier: MIT
// rime.c: a host for librime and its Lua plugin (scripts/test_hosts): deploys the schema in a
// folder of its own and types. Usage: rime SHARED USER SCHEMA KEYS...; writes the composition, the
// candidates and what is committed after each KEYS.

#include <stdio.h>

#include <rime_api.h>

static void show_candidates(RimeApi *rime, RimeSessionId session, const char *keys)
{
    RIME_STRUCT(RimeContext, context);
    if (!rime->get_context(session, &context)) {
        return;
    }
    printf("%s: %s", keys, context.composition.preedit != NULL ? context.composition.preedit : "-");
    for (int i = 0; i < context.menu.num_candidates; i++) {
        const RimeCandidate *candidate = &context.menu.candidates[i];
        printf(" [%s|%s]", candidate->text, candidate->comment != NULL ? candidate->comment : "");
    }
    printf("\n");
    rime->free_context(&context);
}

static void show_commit(RimeApi *rime, RimeSessionId session)
{
    RIME_STRUCT(RimeCommit, commit);
    if (rime->get_commit(session, &commit)) {
        printf("committed: %s\n", commit.text);
        rime->free_commit(&commit);
    }
}

int main(int argc, char **argv)
{
    RimeApi *rime = rime_get_api();
    RIME_STRUCT(RimeTraits, traits);
    if (argc < 4) {
        return 2;
    }
    traits.shared_data_dir = argv[1];
    traits.user_data_dir = argv[2];
    traits.app_name = "rime.test";
    traits.min_log_level = 3;
    rime->setup(&traits);
    rime->initialize(&traits);
    if (rime->start_maintenance(True)) {
        rime->join_maintenance_thread();
    }
    RimeSessionId session = rime->create_session();
    printf("schema: %d\n", rime->select_schema(session, argv[3]));
    for (int i = 4; i < argc; i++) {
        rime->simulate_key_sequence(session, argv[i]);
        show_candidates(rime, session, argv[i]);
        show_commit(rime, session);
    }
    rime->destroy_session(session);
    rime->finalize();
    return 0;
}
