package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.PoolRecord;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.PoolRef;
import io.xcpoperator.xapi.types.PoolSecureBootReadiness;
import io.xcpoperator.xapi.types.PoolUuid;
import io.xcpoperator.xapi.types.SrRef;
import java.util.Map;
import java.util.Set;

/** Messages of class pool that answer at once. Parameters and errors: the XAPI data model. */
public interface PoolCalls {
    @Call("pool.get_record")
    PoolRecord getRecord(PoolRef pool);

    @Call("pool.get_by_uuid")
    PoolRef getByUuid(PoolUuid uuid);

    @Call("pool.get_all_records")
    Map<PoolRef, PoolRecord> getAllRecords();

    @Call("pool.set_name_label")
    void setNameLabel(PoolRef pool, String value);

    @Call("pool.set_name_description")
    void setNameDescription(PoolRef pool, String value);

    @Call("pool.add_tags")
    void addTags(PoolRef pool, String value);

    @Call("pool.remove_tags")
    void removeTags(PoolRef pool, String value);

    @Call("pool.add_to_other_config")
    void addToOtherConfig(PoolRef pool, String key, String value);

    @Call("pool.remove_from_other_config")
    void removeFromOtherConfig(PoolRef pool, String key);

    @Call("pool.set_default_SR")
    void setDefaultSr(PoolRef pool, SrRef value);

    @Call("pool.set_suspend_image_SR")
    void setSuspendImageSr(PoolRef pool, SrRef value);

    @Call("pool.set_crash_dump_SR")
    void setCrashDumpSr(PoolRef pool, SrRef value);

    @Call("pool.set_ha_allow_overcommit")
    void setHaAllowOvercommit(PoolRef pool, boolean value);

    @Call("pool.set_ha_host_failures_to_tolerate")
    void setHaHostFailuresToTolerate(PoolRef pool, long value);

    @Call(value = "pool.set_migration_compression", since = "8.3.0")
    void setMigrationCompression(PoolRef pool, boolean value);

    @Call(value = "pool.get_guest_secureboot_readiness", since = "8.3.0")
    PoolSecureBootReadiness getGuestSecurebootReadiness(PoolRef pool);

    @Call("pool.ha_compute_max_host_failures_to_tolerate")
    long haComputeMaxHostFailuresToTolerate();

    @Call("pool.create_VLAN_from_PIF")
    Set<PifRef> createVlanFromPif(PifRef pif, NetworkRef network, long tag);
}
