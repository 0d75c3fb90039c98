package io.xcpoperator.operator.platform.events;

import io.xcpoperator.operator.platform.ObjectKey;
import io.xcpoperator.operator.platform.owner.OwnerMark;
import io.xcpoperator.xapi.types.XapiClass;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What changed in one pool: the objects a resource can stand for (VM, host, network, SR, pool, VDI, task), followed to
 * from what hangs on them.
 *
 * @param pool the XcpPool
 * @param whole the connection came or went, or the mirror was built anew: everything of the pool is concerned
 */
public record Touched(ObjectKey pool, boolean whole, Set<Item> items) {
    public Touched {
        items = Set.copyOf(items);
    }

    /** One object; the other_config is that after the change, or before it for one that is gone. */
    public record Item(XapiClass type, String uuid, Map<String, String> otherConfig) {
        public Item {
            otherConfig = Map.copyOf(otherConfig);
        }

        /** The owner mark, if it is the object's own. */
        public Optional<OwnerMark> mark() {
            return OwnerMark.own(otherConfig, uuid);
        }
    }

    public static Touched wholly(ObjectKey pool) {
        return new Touched(pool, true, Set.of());
    }

    public Stream<Item> of(XapiClass type) {
        return items.stream().filter(item -> item.type() == type);
    }

    /** Whether the resource that stands for the object with this uuid is concerned. */
    public boolean concerns(XapiClass type, String uuid) {
        return whole || of(type).anyMatch(item -> item.uuid().equals(uuid));
    }
}
