package io.xcpoperator.simulator.host;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is true of hosts and stands in no record. By reference; under the world's lock. */
final class HostFlags {
    /** Told to reboot or to switch off, and still there: they cannot be enabled. */
    final Set<String> goingDown = new HashSet<>();

    /** Disabled by somebody who wants it to last: they do not enable themselves. */
    final Set<String> keptDisabled = new HashSet<>();

    /** Their toolstack is on its way up. */
    final Set<String> starting = new HashSet<>();

    /** Switched off for good. */
    final Set<String> neverBoot = new HashSet<>();

    /** Nothing leaves them although it could. */
    final Set<String> stalled = new HashSet<>();

    /** By how much their clocks are ahead. */
    final Map<String, Duration> skew = new HashMap<>();
}
