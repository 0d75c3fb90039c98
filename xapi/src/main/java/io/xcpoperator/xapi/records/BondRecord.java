package io.xcpoperator.xapi.records;

import io.xcpoperator.xapi.types.BondMode;
import io.xcpoperator.xapi.types.BondRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;
import java.util.Set;

/** A bond of PIFs on one host: the fields of class Bond that are used. */
public record BondRecord(
        BondRef ref,
        String uuid,
        PifRef master,
        Set<PifRef> members,
        PifRef primaryMember,
        BondMode mode,
        Map<String, String> properties,
        long linksUp,
        Map<String, String> otherConfig)
        implements XapiRecord {
    /** Reads what is there; a missing or odd field becomes its default, never an exception. */
    public static BondRecord read(BondRef ref, Fields fields) {
        return new BondRecord(
                ref,
                fields.string("uuid"),
                new PifRef(fields.ref("master")),
                fields.refs("slaves", PifRef::new),
                new PifRef(fields.ref("primary_slave")),
                BondMode.of(fields.string("mode", "balance-slb")),
                fields.map("properties"),
                fields.integer("links_up"),
                fields.map("other_config"));
    }

    @Override
    public XapiClass xapiClass() {
        return XapiClass.BOND;
    }

    @Override
    public String uuidText() {
        return uuid;
    }
}
