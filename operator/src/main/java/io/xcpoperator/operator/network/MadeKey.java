package io.xcpoperator.operator.network;

import io.xcpoperator.xapi.records.NetworkRecord;
import java.util.Map;

/**
 * The key a network is made with: {@code <resource uid>/<random>}. Unlike VM.clone, network.create takes other_config,
 * so a network says whose it is from its first moment, before its uuid is known; and it is never copied. Pure.
 */
final class MadeKey {
    static final String KEY = "xcp-operator.io/made";

    private MadeKey() {}

    static String token(String resourceUid, String random) {
        return resourceUid + "/" + random;
    }

    /** Whether it was made for this resource, whenever that was. */
    static boolean isOf(NetworkRecord network, String resourceUid) {
        return isOf(network.otherConfig(), resourceUid);
    }

    static boolean isOf(Map<String, String> otherConfig, String resourceUid) {
        return otherConfig.getOrDefault(KEY, "").startsWith(resourceUid + "/");
    }
}
