package io.xcpoperator.operator.vm;

import java.util.List;

/**
 * One intent towards the pool. References to what an earlier action of the same plan makes are symbolic, see
 * {@link Symbols}. Each action is idempotent: made twice, it changes nothing more.
 */
sealed interface Action
        permits MakingAction,
                SettingAction,
                MachineAction,
                DiskAction,
                NicAction,
                PowerAction,
                DestroyAction,
                SafetyAction,
                TaskAction,
                SeedAction {
    /** The XAPI messages it sends, in order, as they stand in status.plan. */
    List<String> calls();

    /** Whether it starts a task and ends the round. */
    default boolean isTask() {
        return calls().getLast().startsWith("Async.");
    }

    /** The messages that write one key of a map: XAPI's {@code add_to} fails where the key is there. */
    static List<String> writing(String type, String map, boolean replaces) {
        String add = type + ".add_to_" + map;
        return replaces ? List.of(type + ".remove_from_" + map, add) : List.of(add);
    }
}
