package io.xcpoperator.operator.vm;

import io.xcpoperator.operator.vm.Action.Setting;
import io.xcpoperator.xapi.calls.VmCalls;
import io.xcpoperator.xapi.errors.XapiException;
import io.xcpoperator.xapi.types.VmOperation;

/** Settings of a VM. */
final class SettingHandler {
    private SettingHandler() {}

    static void handle(Setting setting, Round round) {
        VmCalls vm = round.calls().vm();
        switch (setting) {
            case Action.SetName a -> vm.setNameLabel(a.vm(), a.value());
            case Action.SetDescription a -> vm.setNameDescription(a.vm(), a.value());
            case Action.AddTag a -> vm.addTags(a.vm(), a.value());
            case Action.RemoveTag a -> vm.removeTags(a.vm(), a.value());
            case Action.SetKey a -> {
                if (a.replaces()) {
                    vm.removeFromOtherConfig(a.vm(), a.key());
                }
                vm.addToOtherConfig(a.vm(), a.key(), a.value());
            }
            case Action.RemoveKey a -> vm.removeFromOtherConfig(a.vm(), a.key());
            case Action.SetVcpusMax a -> vm.setVcpusMax(a.vm(), a.value());
            case Action.SetVcpusAtStartup a -> vm.setVcpusAtStartup(a.vm(), a.value());
            case Action.SetVcpusLive a -> round.tasks().vm().setVcpusNumberLive(a.vm(), a.value());
            case Action.SetVcpuParam a -> vcpuParam(a, vm);
            case Action.SetPlatform a -> {
                if (a.replaces()) {
                    vm.removeFromPlatform(a.vm(), a.key());
                }
                vm.addToPlatform(a.vm(), a.key(), a.value());
            }
            case Action.SetMemory(var ref, MemoryFacts m) ->
                vm.setMemoryLimits(ref, m.staticMin(), m.staticMax(), m.dynamicMin(), m.dynamicMax());
            case Action.Balloon a -> round.tasks().vm().setMemoryDynamicRange(a.vm(), a.bytes(), a.bytes());
            case Action.SetAffinity a -> vm.setAffinity(a.vm(), a.host());
            case Action.SetHaPriority a -> vm.setHaRestartPriority(a.vm(), a.value());
            case Action.SetOrder a -> vm.setOrder(a.vm(), a.value());
            case Action.SetStartDelay a -> vm.setStartDelay(a.vm(), a.value());
            case Action.Block a -> vm.addToBlockedOperations(a.vm(), operation(a.operation()), a.reason());
            case Action.Unblock a -> vm.removeFromBlockedOperations(a.vm(), operation(a.operation()));
        }
    }

    /** Stored first: where the live call is not to be had, the value counts from the next start on. */
    private static void vcpuParam(Action.SetVcpuParam a, VmCalls vm) {
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

    private static VmOperation operation(Action.Blocked blocked) {
        return switch (blocked) {
            case Destroy -> VmOperation.DESTROY;
            case Start -> VmOperation.START;
        };
    }
}
