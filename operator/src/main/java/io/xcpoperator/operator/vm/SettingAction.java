package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.ArrayList;
import java.util.List;

/** Settings of a VM. */
sealed interface SettingAction extends Action {
    record SetName(VmRef vm, String value) implements SettingAction {}

    record SetDescription(VmRef vm, String value) implements SettingAction {}

    record AddTag(VmRef vm, String value) implements SettingAction {}

    record RemoveTag(VmRef vm, String value) implements SettingAction {}

    /** A key of other_config. */
    record SetKey(VmRef vm, String key, String value, boolean replaces) implements SettingAction {}

    record RemoveKey(VmRef vm, String key) implements SettingAction {}

    record SetVcpusMax(VmRef vm, long value) implements SettingAction {}

    record SetVcpusAtStartup(VmRef vm, long value) implements SettingAction {}

    /** Gives the running guest this many vCPUs; XAPI keeps the number for the next start too. */
    record SetVcpusLive(VmRef vm, long value) implements SettingAction {}

    /** Weight or cap; of a running VM at once too. */
    record SetVcpuParam(VmRef vm, String key, String value, boolean replaces, boolean live) implements SettingAction {}

    record SetPlatform(VmRef vm, String key, String value, boolean replaces) implements SettingAction {}

    record SetMemory(VmRef vm, MemoryFacts limits) implements SettingAction {}

    /** Balloons the running guest to this many bytes. */
    record Balloon(VmRef vm, long bytes) implements SettingAction {}

    record SetAffinity(VmRef vm, HostRef host) implements SettingAction {}

    record SetHaPriority(VmRef vm, String value) implements SettingAction {}

    record SetOrder(VmRef vm, long value) implements SettingAction {}

    /** Seconds. */
    record SetStartDelay(VmRef vm, long value) implements SettingAction {}

    record Block(VmRef vm, Blocked operation, String reason) implements SettingAction {}

    record Unblock(VmRef vm, Blocked operation) implements SettingAction {}

    /** Operations that we block. */
    enum Blocked {
        Destroy,
        Start
    }

    @Override
    default List<String> calls() {
        return switch (this) {
            case SetName _ -> List.of("VM.set_name_label");
            case SetDescription _ -> List.of("VM.set_name_description");
            case AddTag _ -> List.of("VM.add_tags");
            case RemoveTag _ -> List.of("VM.remove_tags");
            case SetKey a -> Action.writing("VM", "other_config", a.replaces());
            case RemoveKey _ -> List.of("VM.remove_from_other_config");
            case SetVcpusMax _ -> List.of("VM.set_VCPUs_max");
            case SetVcpusAtStartup _ -> List.of("VM.set_VCPUs_at_startup");
            case SetVcpusLive _ -> List.of("Async.VM.set_VCPUs_number_live");
            case SetVcpuParam a -> vcpuParam(a);
            case SetPlatform a -> Action.writing("VM", "platform", a.replaces());
            case SetMemory _ -> List.of("VM.set_memory_limits");
            case Balloon _ -> List.of("Async.VM.set_memory_dynamic_range");
            case SetAffinity _ -> List.of("VM.set_affinity");
            case SetHaPriority _ -> List.of("VM.set_ha_restart_priority");
            case SetOrder _ -> List.of("VM.set_order");
            case SetStartDelay _ -> List.of("VM.set_start_delay");
            case Block _ -> List.of("VM.add_to_blocked_operations");
            case Unblock _ -> List.of("VM.remove_from_blocked_operations");
        };
    }

    private static List<String> vcpuParam(SetVcpuParam a) {
        List<String> calls = new ArrayList<>(Action.writing("VM", "VCPUs_params", a.replaces()));
        if (a.live()) {
            calls.add("VM.add_to_VCPUs_params_live");
        }
        return List.copyOf(calls);
    }
}
