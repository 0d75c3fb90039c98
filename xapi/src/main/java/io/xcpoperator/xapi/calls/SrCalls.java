package io.xcpoperator.xapi.calls;

import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.SrUuid;
import java.util.Map;
import java.util.Set;

/** Messages of class SR that answer at once. Parameters and errors: the XAPI data model. */
public interface SrCalls extends NamedCalls<SrRef> {
    @Call("SR.get_record")
    SrRecord getRecord(SrRef sr);

    @Call("SR.get_by_uuid")
    SrRef getByUuid(SrUuid uuid);

    @Call("SR.get_by_name_label")
    Set<SrRef> getByNameLabel(String label);

    @Call("SR.get_supported_types")
    Set<String> getSupportedTypes();

    @Override
    @Call("SR.set_name_label")
    void setNameLabel(SrRef sr, String value);

    @Override
    @Call("SR.set_name_description")
    void setNameDescription(SrRef sr, String value);

    @Override
    @Call("SR.add_tags")
    void addTags(SrRef sr, String value);

    @Override
    @Call("SR.remove_tags")
    void removeTags(SrRef sr, String value);

    @Override
    @Call("SR.add_to_other_config")
    void addToOtherConfig(SrRef sr, String key, String value);

    @Override
    @Call("SR.remove_from_other_config")
    void removeFromOtherConfig(SrRef sr, String key);

    @Call("SR.set_physical_size")
    void setPhysicalSize(SrRef sr, long value);

    @Call("SR.introduce")
    SrRef introduce(
            String uuid,
            String nameLabel,
            String nameDescription,
            String type,
            String contentType,
            boolean shared,
            Map<String, String> smConfig);
}
