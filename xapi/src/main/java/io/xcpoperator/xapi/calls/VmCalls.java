package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.NewVm;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.types.DomainType;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.OnCrashBehaviour;
import io.xcpoperator.xapi.types.OnNormalExit;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VmGroupRef;
import io.xcpoperator.xapi.types.VmOperation;
import io.xcpoperator.xapi.types.VmPowerState;
import io.xcpoperator.xapi.types.VmRef;
import io.xcpoperator.xapi.types.VmSecureBootReadiness;
import io.xcpoperator.xapi.types.VmUefiMode;
import io.xcpoperator.xapi.types.VmUuid;
import java.util.Map;
import java.util.Set;

/** Messages of class VM that answer at once. Parameters and errors: the XAPI data model. */
public interface VmCalls {
    @Call("VM.get_record")
    VmRecord getRecord(VmRef vm);

    @Call("VM.get_by_uuid")
    VmRef getByUuid(VmUuid uuid);

    @Call("VM.get_by_name_label")
    Set<VmRef> getByNameLabel(String label);

    @Call("VM.get_power_state")
    VmPowerState getPowerState(VmRef vm);

    @Call("VM.get_other_config")
    Map<String, String> getOtherConfig(VmRef vm);

    /** A VM that is not made from a template. */
    @Call("VM.create")
    VmRef create(NewVm args);

    @Call("VM.destroy")
    void destroy(VmRef vm);

    @Call("VM.clone")
    VmRef clone(VmRef vm, String newName);

    @Call("VM.provision")
    void provision(VmRef vm);

    @Call("VM.set_name_label")
    void setNameLabel(VmRef vm, String value);

    @Call("VM.set_name_description")
    void setNameDescription(VmRef vm, String value);

    @Call("VM.add_tags")
    void addTags(VmRef vm, String value);

    @Call("VM.remove_tags")
    void removeTags(VmRef vm, String value);

    @Call("VM.set_is_a_template")
    void setIsATemplate(VmRef vm, boolean value);

    /** All four limits in one call, in bytes; the VM must be halted. */
    @Call("VM.set_memory_limits")
    void setMemoryLimits(VmRef vm, long staticMin, long staticMax, long dynamicMin, long dynamicMax);

    @Call("VM.set_memory")
    void setMemory(VmRef vm, long value);

    @Call("VM.set_memory_dynamic_range")
    void setMemoryDynamicRange(VmRef vm, long min, long max);

    @Call("VM.set_memory_static_range")
    void setMemoryStaticRange(VmRef vm, long min, long max);

    @Call("VM.set_VCPUs_max")
    void setVcpusMax(VmRef vm, long value);

    @Call("VM.set_VCPUs_at_startup")
    void setVcpusAtStartup(VmRef vm, long value);

    @Call("VM.set_VCPUs_number_live")
    void setVcpusNumberLive(VmRef vm, long nvcpu);

    @Call("VM.set_VCPUs_params")
    void setVcpusParams(VmRef vm, Map<String, String> value);

    @Call("VM.add_to_VCPUs_params")
    void addToVcpusParams(VmRef vm, String key, String value);

    @Call("VM.remove_from_VCPUs_params")
    void removeFromVcpusParams(VmRef vm, String key);

    @Call("VM.add_to_VCPUs_params_live")
    void addToVcpusParamsLive(VmRef vm, String key, String value);

    @Call("VM.set_platform")
    void setPlatform(VmRef vm, Map<String, String> value);

    @Call("VM.add_to_platform")
    void addToPlatform(VmRef vm, String key, String value);

    @Call("VM.remove_from_platform")
    void removeFromPlatform(VmRef vm, String key);

    @Call("VM.set_HVM_boot_params")
    void setHvmBootParams(VmRef vm, Map<String, String> value);

    @Call("VM.add_to_HVM_boot_params")
    void addToHvmBootParams(VmRef vm, String key, String value);

    @Call("VM.remove_from_HVM_boot_params")
    void removeFromHvmBootParams(VmRef vm, String key);

    @Call("VM.set_HVM_boot_policy")
    void setHvmBootPolicy(VmRef vm, String value);

    @Call("VM.set_domain_type")
    void setDomainType(VmRef vm, DomainType value);

    @Call("VM.add_to_other_config")
    void addToOtherConfig(VmRef vm, String key, String value);

    @Call("VM.remove_from_other_config")
    void removeFromOtherConfig(VmRef vm, String key);

    @Call("VM.set_blocked_operations")
    void setBlockedOperations(VmRef vm, Map<VmOperation, String> value);

    @Call("VM.add_to_blocked_operations")
    void addToBlockedOperations(VmRef vm, VmOperation key, String value);

    @Call("VM.remove_from_blocked_operations")
    void removeFromBlockedOperations(VmRef vm, VmOperation key);

    @Call("VM.set_affinity")
    void setAffinity(VmRef vm, HostRef value);

    @Call("VM.set_order")
    void setOrder(VmRef vm, long value);

    @Call("VM.set_start_delay")
    void setStartDelay(VmRef vm, long value);

    @Call("VM.set_shutdown_delay")
    void setShutdownDelay(VmRef vm, long value);

    @Call("VM.set_ha_restart_priority")
    void setHaRestartPriority(VmRef vm, String value);

    @Call("VM.set_actions_after_shutdown")
    void setActionsAfterShutdown(VmRef vm, OnNormalExit value);

    @Call("VM.set_actions_after_reboot")
    void setActionsAfterReboot(VmRef vm, OnNormalExit value);

    @Call("VM.set_actions_after_crash")
    void setActionsAfterCrash(VmRef vm, OnCrashBehaviour value);

    @Call("VM.set_has_vendor_device")
    void setHasVendorDevice(VmRef vm, boolean value);

    @Call("VM.set_suspend_SR")
    void setSuspendSr(VmRef vm, SrRef value);

    @Call("VM.set_xenstore_data")
    void setXenstoreData(VmRef vm, Map<String, String> value);

    @Call("VM.add_to_xenstore_data")
    void addToXenstoreData(VmRef vm, String key, String value);

    @Call("VM.remove_from_xenstore_data")
    void removeFromXenstoreData(VmRef vm, String key);

    @Call("VM.set_bios_strings")
    void setBiosStrings(VmRef vm, Map<String, String> value);

    @Call(value = "VM.set_groups", since = "8.3.0")
    void setGroups(VmRef vm, Set<VmGroupRef> value);

    @Call(value = "VM.set_uefi_mode", since = "8.3.0")
    String setUefiMode(VmRef vm, VmUefiMode mode);

    @Call(value = "VM.get_secureboot_readiness", since = "8.3.0")
    VmSecureBootReadiness getSecurebootReadiness(VmRef vm);

    @Call("VM.pause")
    void pause(VmRef vm);

    @Call("VM.unpause")
    void unpause(VmRef vm);

    @Call("VM.hard_shutdown")
    void hardShutdown(VmRef vm);

    @Call("VM.get_allowed_VBD_devices")
    Set<String> getAllowedVbdDevices(VmRef vm);

    @Call("VM.get_allowed_VIF_devices")
    Set<String> getAllowedVifDevices(VmRef vm);

    @Call("VM.get_possible_hosts")
    Set<HostRef> getPossibleHosts(VmRef vm);

    @Call("VM.assert_can_boot_here")
    void assertCanBootHere(VmRef vm, HostRef host);

    @Call("VM.assert_operation_valid")
    void assertOperationValid(VmRef vm, VmOperation op);

    @Call("VM.assert_agile")
    void assertAgile(VmRef vm);

    @Call("VM.assert_can_migrate")
    void assertCanMigrate(
            VmRef vm,
            Map<String, String> dest,
            boolean live,
            Map<VdiRef, SrRef> vdiMap,
            Map<VifRef, NetworkRef> vifMap,
            Map<String, String> options);

    @Call("VM.compute_memory_overhead")
    long computeMemoryOverhead(VmRef vm);
}
