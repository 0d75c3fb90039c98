package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.NewVif;
import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.VifLockingMode;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VifUuid;
import java.util.Map;
import java.util.Set;

/** Messages of class VIF that answer at once. Parameters and errors: the XAPI data model. */
public interface VifCalls {
    @Call("VIF.get_record")
    VifRecord getRecord(VifRef vif);

    @Call("VIF.get_by_uuid")
    VifRef getByUuid(VifUuid uuid);

    @Call("VIF.create")
    VifRef create(NewVif args);

    @Call("VIF.destroy")
    void destroy(VifRef vif);

    @Call("VIF.plug")
    void plug(VifRef vif);

    @Call("VIF.unplug")
    void unplug(VifRef vif);

    @Call("VIF.move")
    void move(VifRef vif, NetworkRef network);

    @Call("VIF.set_locking_mode")
    void setLockingMode(VifRef vif, VifLockingMode value);

    @Call("VIF.set_ipv4_allowed")
    void setIpv4Allowed(VifRef vif, Set<String> value);

    @Call("VIF.set_ipv6_allowed")
    void setIpv6Allowed(VifRef vif, Set<String> value);

    @Call("VIF.add_ipv4_allowed")
    void addIpv4Allowed(VifRef vif, String value);

    @Call("VIF.remove_ipv4_allowed")
    void removeIpv4Allowed(VifRef vif, String value);

    @Call("VIF.add_ipv6_allowed")
    void addIpv6Allowed(VifRef vif, String value);

    @Call("VIF.remove_ipv6_allowed")
    void removeIpv6Allowed(VifRef vif, String value);

    @Call("VIF.add_to_other_config")
    void addToOtherConfig(VifRef vif, String key, String value);

    @Call("VIF.remove_from_other_config")
    void removeFromOtherConfig(VifRef vif, String key);

    @Call("VIF.set_qos_algorithm_type")
    void setQosAlgorithmType(VifRef vif, String value);

    @Call("VIF.set_qos_algorithm_params")
    void setQosAlgorithmParams(VifRef vif, Map<String, String> value);
}
