package io.xcpoperator.operator.vm;

import io.xcpoperator.xapi.calls.VmCalls;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.types.VmOperation;

/** Settings of a VM. */
final class SettingHandler {
    private SettingHandler() {}

    static void handle(SettingAction setting, Round round) {
        VmCalls vm = round.calls().vm();
        switch (setting) {
            case SettingAction.SetName a -> vm.setNameLabel(a.vm(), a.value());
            case SettingAction.SetDescription a -> vm.setNameDescription(a.vm(), a.value());
            case SettingAction.AddTag a -> vm.addTags(a.vm(), a.value());
            case SettingAction.RemoveTag a -> vm.removeTags(a.vm(), a.value());
            case SettingAction.SetKey a -> {
                if (a.replaces()) {
                    vm.removeFromOtherConfig(a.vm(), a.key());
                }
                vm.addToOtherConfig(a.vm(), a.key(), a.value());
            }
            case SettingAction.RemoveKey a -> vm.removeFromOtherConfig(a.vm(), a.key());
            case SettingAction.SetVcpusMax a -> vm.setVcpusMax(a.vm(), a.value());
            case SettingAction.SetVcpusAtStartup a -> vm.setVcpusAtStartup(a.vm(), a.value());
            case SettingAction.SetVcpusLive a -> round.tasks().vm().setVcpusNumberLive(a.vm(), a.value());
            case SettingAction.SetVcpuParam a -> vcpuParam(a, vm);
            case SettingAction.SetPlatform a -> {
                if (a.replaces()) {
                    vm.removeFromPlatform(a.vm(), a.key());
                }
                vm.addToPlatform(a.vm(), a.key(), a.value());
            }
            case SettingAction.SetMemory(var ref, MemoryFacts m) ->
                vm.setMemoryLimits(ref, m.staticMin(), m.staticMax(), m.dynamicMin(), m.dynamicMax());
            case SettingAction.Balloon a -> round.tasks().vm().setMemoryDynamicRange(a.vm(), a.bytes(), a.bytes());
            case SettingAction.SetAffinity a -> vm.setAffinity(a.vm(), a.host());
            case SettingAction.SetHaPriority a -> vm.setHaRestartPriority(a.vm(), a.value());
            case SettingAction.SetOrder a -> vm.setOrder(a.vm(), a.value());
            case SettingAction.SetStartDelay a -> vm.setStartDelay(a.vm(), a.value());
            case SettingAction.Block a -> vm.addToBlockedOperations(a.vm(), operation(a.operation()), a.reason());
            case SettingAction.Unblock a -> vm.removeFromBlockedOperations(a.vm(), operation(a.operation()));
        }
    }

    /** Stored first: where the live call is not to be had, the value counts from the next start on. */
    private static void vcpuParam(SettingAction.SetVcpuParam a, VmCalls vm) {
        if (a.replaces()) {
            vm.removeFromVcpusParams(a.vm(), a.key());
        }
        vm.addToVcpusParams(a.vm(), a.key(), a.value());
        if (a.live()) {
            try {
                vm.addToVcpusParamsLive(a.vm(), a.key(), a.value());
            } catch (XapiException e) {
                if (!e.is("NOT_IMPLEMENTED") && !e.is("MAP_DUPLICATE_KEY")) {
                    throw e;
                }
            }
        }
    }

    private static VmOperation operation(SettingAction.Blocked blocked) {
        return switch (blocked) {
            case Destroy -> VmOperation.DESTROY;
            case Start -> VmOperation.START;
        };
    }
}
