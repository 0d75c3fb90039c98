package io.xcpoperator.operator.testing;

import io.xcpoperator.xapi.events.PoolView;
import io.xcpoperator.xapi.records.BondRecord;
import io.xcpoperator.xapi.records.Fields;
import io.xcpoperator.xapi.records.HostMetricsRecord;
import io.xcpoperator.xapi.records.HostRecord;
import io.xcpoperator.xapi.records.NetworkRecord;
import io.xcpoperator.xapi.records.PbdRecord;
import io.xcpoperator.xapi.records.PifRecord;
import io.xcpoperator.xapi.records.PoolRecord;
import io.xcpoperator.xapi.records.SrRecord;
import io.xcpoperator.xapi.records.VbdRecord;
import io.xcpoperator.xapi.records.VdiRecord;
import io.xcpoperator.xapi.records.VifRecord;
import io.xcpoperator.xapi.records.VlanRecord;
import io.xcpoperator.xapi.records.VmRecord;
import io.xcpoperator.xapi.records.XapiRecord;
import io.xcpoperator.xapi.types.BondRef;
import io.xcpoperator.xapi.types.HostMetricsRef;
import io.xcpoperator.xapi.types.HostRef;
import io.xcpoperator.xapi.types.NetworkRef;
import io.xcpoperator.xapi.types.PbdRef;
import io.xcpoperator.xapi.types.PifRef;
import io.xcpoperator.xapi.types.PoolRef;
import io.xcpoperator.xapi.types.Ref;
import io.xcpoperator.xapi.types.SrRef;
import io.xcpoperator.xapi.types.VbdRef;
import io.xcpoperator.xapi.types.VdiRef;
import io.xcpoperator.xapi.types.VifRef;
import io.xcpoperator.xapi.types.VlanRef;
import io.xcpoperator.xapi.types.VmRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A pool as values: objects as their records read on the wire, and the view that decisions are made on. */
public class ValuePool {
    public final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
    private int next = 1;

    /** An object of a class, as its record reads on the wire. */
    public final String add(String type, Object... members) {
        String ref = "OpaqueRef:" + type + "-" + next++;
        Map<String, Object> object = new HashMap<>(Map.of("class", type, "uuid", "uuid-" + ref.substring(10)));
        for (int i = 0; i < members.length; i += 2) {
            object.put((String) members[i], members[i + 1]);
        }
        objects.put(ref, object);
        return ref;
    }

    public final Map<String, Object> get(String ref) {
        return objects.get(ref);
    }

    public final Map<String, Object> get(Ref ref) {
        return get(ref.value());
    }

    public final Stream<Map.Entry<String, Map<String, Object>>> all(String type) {
        return List.copyOf(objects.entrySet()).stream()
                .filter(e -> e.getValue().get("class").equals(type));
    }

    public final PoolView view() {
        return PoolView.of(
                objects.entrySet().stream()
                        .map(e -> read(e.getKey(), e.getValue()))
                        .toList(),
                List.of());
    }

    /** What it answers, with the same objects. */
    public final RecordedCalls answering() {
        var now = new RecordedCalls();
        objects.forEach((ref, object) -> now.with(read(ref, object)));
        return now;
    }

    private static XapiRecord read(String ref, Map<String, Object> object) {
        Fields fields = Fields.of(object);
        return switch ((String) object.get("class")) {
            case "pool" -> PoolRecord.read(new PoolRef(ref), fields);
            case "host" -> HostRecord.read(new HostRef(ref), fields);
            case "host_metrics" -> HostMetricsRecord.read(new HostMetricsRef(ref), fields);
            case "network" -> NetworkRecord.read(new NetworkRef(ref), fields);
            case "PIF" -> PifRecord.read(new PifRef(ref), fields);
            case "VLAN" -> VlanRecord.read(new VlanRef(ref), fields);
            case "Bond" -> BondRecord.read(new BondRef(ref), fields);
            case "PBD" -> PbdRecord.read(new PbdRef(ref), fields);
            case "SR" -> SrRecord.read(new SrRef(ref), fields);
            case "VIF" -> VifRecord.read(new VifRef(ref), fields);
            case "VM" -> VmRecord.read(new VmRef(ref), fields);
            case "VDI" -> VdiRecord.read(new VdiRef(ref), fields);
            case "VBD" -> VbdRecord.read(new VbdRef(ref), fields);
            default -> throw new IllegalArgumentException(object.toString());
        };
    }
}
