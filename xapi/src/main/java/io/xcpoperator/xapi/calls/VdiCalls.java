package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.NewVdi;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.types.OnBoot;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VdiUuid;
import java.util.Map;
import java.util.Set;

/** Messages of class VDI that answer at once. Parameters and errors: the XAPI data model. */
public interface VdiCalls {
    @Call("VDI.get_record")
    VdiRecord getRecord(VdiRef vdi);

    @Call("VDI.get_by_uuid")
    VdiRef getByUuid(VdiUuid uuid);

    @Call("VDI.get_by_name_label")
    Set<VdiRef> getByNameLabel(String label);

    @Call("VDI.create")
    VdiRef create(NewVdi args);

    @Call("VDI.destroy")
    void destroy(VdiRef vdi);

    @Call("VDI.resize")
    void resize(VdiRef vdi, long size);

    @Call("VDI.set_name_label")
    void setNameLabel(VdiRef vdi, String value);

    @Call("VDI.set_name_description")
    void setNameDescription(VdiRef vdi, String value);

    @Call("VDI.set_sharable")
    void setSharable(VdiRef vdi, boolean value);

    @Call("VDI.set_read_only")
    void setReadOnly(VdiRef vdi, boolean value);

    @Call("VDI.set_on_boot")
    void setOnBoot(VdiRef vdi, OnBoot value);

    @Call("VDI.add_to_other_config")
    void addToOtherConfig(VdiRef vdi, String key, String value);

    @Call("VDI.remove_from_other_config")
    void removeFromOtherConfig(VdiRef vdi, String key);

    @Call("VDI.set_xenstore_data")
    void setXenstoreData(VdiRef vdi, Map<String, String> value);

    @Call("VDI.add_to_xenstore_data")
    void addToXenstoreData(VdiRef vdi, String key, String value);

    @Call("VDI.remove_from_xenstore_data")
    void removeFromXenstoreData(VdiRef vdi, String key);

    @Call("VDI.add_tags")
    void addTags(VdiRef vdi, String value);

    @Call("VDI.remove_tags")
    void removeTags(VdiRef vdi, String value);

    @Call("VDI.add_to_sm_config")
    void addToSmConfig(VdiRef vdi, String key, String value);

    @Call("VDI.remove_from_sm_config")
    void removeFromSmConfig(VdiRef vdi, String key);

    @Call("VDI.enable_cbt")
    void enableCbt(VdiRef vdi);

    @Call("VDI.disable_cbt")
    void disableCbt(VdiRef vdi);
}
