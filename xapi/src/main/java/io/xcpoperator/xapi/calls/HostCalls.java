package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.HostUuid;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VmRef;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** Messages of class host that answer at once. Parameters and errors: the XAPI data model. */
public interface HostCalls {
    @Call("host.get_record")
    HostRecord getRecord(HostRef host);

    @Call("host.get_by_uuid")
    HostRef getByUuid(HostUuid uuid);

    @Call("host.get_all_records")
    Map<HostRef, HostRecord> getAllRecords();

    @Call("host.set_name_label")
    void setNameLabel(HostRef host, String value);

    @Call("host.set_name_description")
    void setNameDescription(HostRef host, String value);

    @Call("host.add_tags")
    void addTags(HostRef host, String value);

    @Call("host.remove_tags")
    void removeTags(HostRef host, String value);

    @Call("host.add_to_other_config")
    void addToOtherConfig(HostRef host, String key, String value);

    @Call("host.remove_from_other_config")
    void removeFromOtherConfig(HostRef host, String key);

    @Call("host.set_hostname_live")
    void setHostnameLive(HostRef host, String hostname);

    @Call("host.set_logging")
    void setLogging(HostRef host, Map<String, String> value);

    @Call("host.add_to_logging")
    void addToLogging(HostRef host, String key, String value);

    @Call("host.remove_from_logging")
    void removeFromLogging(HostRef host, String key);

    @Call("host.syslog_reconfigure")
    void syslogReconfigure(HostRef host);

    @Call("host.set_power_on_mode")
    void setPowerOnMode(HostRef host, String powerOnMode, Map<String, String> powerOnConfig);

    @Call("host.get_server_certificate")
    String getServerCertificate(HostRef host);

    @Call("host.get_servertime")
    Instant getServertime(HostRef host);

    @Call("host.compute_free_memory")
    long computeFreeMemory(HostRef host);

    @Call("host.assert_can_evacuate")
    void assertCanEvacuate(HostRef host);

    @Call("host.get_vms_which_prevent_evacuation")
    Map<VmRef, Set<String>> getVmsWhichPreventEvacuation(HostRef host);

    @Call("host.set_suspend_image_sr")
    void setSuspendImageSr(HostRef host, SrRef value);

    @Call("host.set_crash_dump_sr")
    void setCrashDumpSr(HostRef host, SrRef value);

    @Call("host.disable")
    void disable(HostRef host);

    @Call("host.enable")
    void enable(HostRef host);

    @Call("host.call_plugin")
    String callPlugin(HostRef host, String plugin, String fn, Map<String, String> args);

    @Call("host.migrate_receive")
    Map<String, String> migrateReceive(HostRef host, NetworkRef network, Map<String, String> options);
}
