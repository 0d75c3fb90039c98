package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.NewVm;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.TaskRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.Map;
import java.util.Set;

/** Messages of class VM that take long: each starts a task and returns at once. */
public interface VmTasks {
    @Call(value = "VM.create", heavy = true)
    TaskRef create(NewVm args);

    @Call(value = "VM.clone", heavy = true)
    TaskRef clone(VmRef vm, String newName);

    @Call(value = "VM.copy", heavy = true)
    TaskRef copy(VmRef vm, String newName, SrRef sr);

    @Call(value = "VM.provision", heavy = true)
    TaskRef provision(VmRef vm);

    /** Xapi picks the host. Never forced. */
    @Call(value = "VM.start", fixed = "false", heavy = true)
    TaskRef start(VmRef vm, boolean startPaused);

    @Call(value = "VM.start_on", fixed = "false", heavy = true)
    TaskRef startOn(VmRef vm, HostRef host, boolean startPaused);

    @Call("VM.clean_shutdown")
    TaskRef cleanShutdown(VmRef vm);

    @Call("VM.hard_shutdown")
    TaskRef hardShutdown(VmRef vm);

    @Call("VM.shutdown")
    TaskRef shutdown(VmRef vm);

    @Call("VM.clean_reboot")
    TaskRef cleanReboot(VmRef vm);

    @Call("VM.hard_reboot")
    TaskRef hardReboot(VmRef vm);

    @Call(value = "VM.suspend", heavy = true)
    TaskRef suspend(VmRef vm);

    @Call(value = "VM.resume", fixed = "false", heavy = true)
    TaskRef resume(VmRef vm, boolean startPaused);

    @Call(value = "VM.resume_on", fixed = "false", heavy = true)
    TaskRef resumeOn(VmRef vm, HostRef host, boolean startPaused);

    @Call("VM.pause")
    TaskRef pause(VmRef vm);

    @Call("VM.unpause")
    TaskRef unpause(VmRef vm);

    /** Options: network (a network's reference), compress ("true", 8.3). A force option is refused. */
    @Call(value = "VM.pool_migrate", heavy = true)
    TaskRef poolMigrate(VmRef vm, HostRef host, Map<String, String> options);

    @Call(value = "VM.migrate_send", heavy = true)
    TaskRef migrateSend(
            VmRef vm,
            Map<String, String> dest,
            boolean live,
            Map<VdiRef, SrRef> vdiMap,
            Map<VifRef, NetworkRef> vifMap,
            Map<String, String> options);

    @Call("VM.destroy")
    TaskRef destroy(VmRef vm);

    @Call("VM.snapshot")
    TaskRef snapshot(VmRef vm, String newName);

    @Call(value = "VM.snapshot", since = "8.3.0")
    TaskRef snapshotWithout(VmRef vm, String newName, Set<VdiRef> ignoreVdis);

    @Call(value = "VM.checkpoint", heavy = true)
    TaskRef checkpoint(VmRef vm, String newName);

    @Call(value = "VM.revert", heavy = true)
    TaskRef revert(VmRef snapshot);

    @Call("VM.set_memory_dynamic_range")
    TaskRef setMemoryDynamicRange(VmRef vm, long min, long max);

    @Call("VM.set_VCPUs_number_live")
    TaskRef setVcpusNumberLive(VmRef vm, long nvcpu);

    @Call(value = "VM.restart_device_models", since = "8.3.0")
    TaskRef restartDeviceModels(VmRef vm);
}
