package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Collection;
import java.util.List;

/** Names of bridges (recording 05-002). Pure. */
final class BridgeName {
    private static final List<String> RESERVED = List.of("xen", "xapi", "vif", "tap", "eth");
    private static final int LONGEST = 15;

    private BridgeName() {}

    /** The bridge of a new network: the wanted one, or the first free {@code xapiN} from {@code next} on. */
    static String choose(String wanted, Collection<String> taken, int next) {
        if (wanted.isEmpty()) {
            int number = next;
            while (taken.contains("xapi" + number)) {
                number++;
            }
            return "xapi" + number;
        }
        if (wanted.length() > LONGEST || RESERVED.stream().anyMatch(wanted::startsWith)) {
            throw new XapiFailure("INVALID_VALUE", "bridge", wanted);
        }
        if (taken.contains(wanted)) {
            throw new XapiFailure("BRIDGE_NAME_EXISTS", wanted);
        }
        return wanted;
    }
}
