package io.xcpoperator.simulator.storage;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Positions of disks in a VM: the {@code userdevice} of a VBD and the device name the guest sees. Pure. */
public final class DiskDevice {
    private static final int LAST = 254;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern NAME = Pattern.compile("(?:xvd|hd|sd|fd)([a-z]+)\\d*");

    private DiskDevice() {}

    /** Positions still free, {@code 0} to {@code 254}. */
    public static List<String> free(Collection<String> taken) {
        List<Integer> numbers = taken.stream().map(DiskDevice::number).toList();
        return IntStream.rangeClosed(0, LAST)
                .filter(number -> !numbers.contains(number))
                .mapToObj(Integer::toString)
                .toList();
    }

    /** The position a new VBD gets; fails with {@code INVALID_DEVICE} or {@code DEVICE_ALREADY_EXISTS}. */
    static String choose(String wanted, Collection<String> taken) {
        if (wanted.equals("autodetect")) {
            return free(taken).stream().findFirst().orElseThrow(() -> new XapiFailure("INVALID_DEVICE", wanted));
        }
        if (!NUMBER.matcher(wanted).matches() && !NAME.matcher(wanted).matches()) {
            throw new XapiFailure("INVALID_DEVICE", wanted);
        }
        if (taken.contains(wanted)) {
            throw new XapiFailure("DEVICE_ALREADY_EXISTS", wanted);
        }
        return wanted;
    }

    /** {@code xvda} for position 0; a position given as a name means its letters. */
    static String name(String userdevice) {
        int number = number(userdevice);
        StringBuilder letters = new StringBuilder();
        for (int rest = number; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('a' + rest % 26));
        }
        return "xvd" + letters;
    }

    /** The disk's number; -1 when there is none. */
    private static int number(String userdevice) {
        if (NUMBER.matcher(userdevice).matches()) {
            long number = Long.parseLong(userdevice);
            return number > 100_000 ? -1 : (int) Math.max(number, -1);
        }
        var name = NAME.matcher(userdevice);
        if (!name.matches()) {
            return -1;
        }
        int number = 0;
        for (char letter : name.group(1).toCharArray()) {
            number = number * 26 + (letter - 'a' + 1);
        }
        return number - 1;
    }
}
