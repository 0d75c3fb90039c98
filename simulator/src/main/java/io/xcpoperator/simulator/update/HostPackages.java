package io.xcpoperator.simulator.update;

import io.xcpoperator.simulator.value.XapiFailure;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one host has installed, and how its yum is. Under the world's lock. */
final class HostPackages {
    private final Map<String, RpmPackage> installed = new LinkedHashMap<>();

    /** Names of packages that came by yum since the pool was made; only they change what a host says of itself. */
    private final Set<String> updated = new LinkedHashSet<>();

    private final Map<String, String> proxies = new LinkedHashMap<>();
    private @Nullable String operation;
    private @Nullable XapiFailure unreachable;
    private @Nullable YumFailure failure;
    private boolean broken;

    /** yum ends with an error after so many packages. */
    record YumFailure(int after, String standardError) {}

    HostPackages(Map<String, RpmPackage> start) {
        installed.putAll(start);
    }

    Map<String, RpmPackage> installed() {
        return installed;
    }

    void install(RpmPackage next) {
        installed.put(next.name(), next);
        updated.add(next.name());
    }

    /** The package of that name, if it came by yum. */
    Optional<RpmPackage> updated(String name) {
        return updated.contains(name) ? Optional.ofNullable(installed.get(name)) : Optional.empty();
    }

    Map<String, String> proxies() {
        return proxies;
    }

    /** Who has the plug-in's lock: the function's name. */
    Optional<String> operation() {
        return Optional.ofNullable(operation);
    }

    void lock(String function) {
        operation = function;
    }

    void unlock() {
        operation = null;
    }

    /** How its yum fails to reach any repository, if it does. */
    Optional<XapiFailure> unreachable() {
        return Optional.ofNullable(unreachable);
    }

    void unreachable(@Nullable XapiFailure reason) {
        unreachable = reason;
    }

    /** How the next run of yum fails, once. */
    Optional<YumFailure> takeFailure() {
        Optional<YumFailure> next = Optional.ofNullable(failure);
        failure = null;
        return next;
    }

    void fail(YumFailure next) {
        failure = next;
    }

    /** Whether it was switched off in the middle of a run of yum: it does not boot any more. */
    boolean broken() {
        return broken;
    }

    void broken(boolean now) {
        broken = now;
    }
}
