package io.xcpoperator.simulator.network;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Positions of NICs in a VM: the {@code device} of a VIF (recording 05-010). Pure. */
public final class NicDevice {
    private static final int LAST = 15;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private NicDevice() {}

    /** Positions still free, {@code 0} to {@code 15}. */
    public static List<String> free(Collection<String> taken) {
        return IntStream.rangeClosed(0, LAST)
                .mapToObj(Integer::toString)
                .filter(device -> !taken.contains(device))
                .toList();
    }

    /** Fails with {@code INVALID_DEVICE} or {@code DEVICE_ALREADY_EXISTS}. */
    static void check(String device, Collection<String> taken) {
        if (!NUMBER.matcher(device).matches()) {
            throw new XapiFailure("INVALID_DEVICE", device);
        }
        if (taken.contains(device)) {
            throw new XapiFailure("DEVICE_ALREADY_EXISTS", device);
        }
    }
}
