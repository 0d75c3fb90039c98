package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.NewNetwork;
import io.xcpoperator.xapi.types.NetworkDefaultLockingMode;
import io.xcpoperator.xapi.types.NetworkPurpose;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.NetworkUuid;
import io.xcpoperator.xapi.types.VifRef;
import java.util.Set;

/** Messages of class network that answer at once. Parameters and errors: the XAPI data model. */
public interface NetworkCalls extends NamedCalls<NetworkRef> {
    @Call("network.get_record")
    NetworkRecord getRecord(NetworkRef network);

    @Call("network.get_by_uuid")
    NetworkRef getByUuid(NetworkUuid uuid);

    @Call("network.get_by_name_label")
    Set<NetworkRef> getByNameLabel(String label);

    @Call("network.get_VIFs")
    Set<VifRef> getVifs(NetworkRef network);

    @Call("network.create")
    NetworkRef create(NewNetwork args);

    @Call("network.destroy")
    void destroy(NetworkRef network);

    @Override
    @Call("network.set_name_label")
    void setNameLabel(NetworkRef network, String value);

    @Override
    @Call("network.set_name_description")
    void setNameDescription(NetworkRef network, String value);

    @Call("network.set_MTU")
    void setMtu(NetworkRef network, long value);

    @Override
    @Call("network.add_to_other_config")
    void addToOtherConfig(NetworkRef network, String key, String value);

    @Override
    @Call("network.remove_from_other_config")
    void removeFromOtherConfig(NetworkRef network, String key);

    @Override
    @Call("network.add_tags")
    void addTags(NetworkRef network, String value);

    @Override
    @Call("network.remove_tags")
    void removeTags(NetworkRef network, String value);

    @Call("network.add_purpose")
    void addPurpose(NetworkRef network, NetworkPurpose value);

    @Call("network.remove_purpose")
    void removePurpose(NetworkRef network, NetworkPurpose value);

    @Call("network.set_default_locking_mode")
    void setDefaultLockingMode(NetworkRef network, NetworkDefaultLockingMode value);
}
